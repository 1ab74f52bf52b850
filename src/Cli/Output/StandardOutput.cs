using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Calls of the system are then compiled with everything else, ahead of time.
[assembly: DisableRuntimeMarshalling]

namespace GateDsl.Cli.Output;

/// <summary>Who read the output has what it wanted: <c>gate … | head</c>.</summary>
sealed class ReaderGone : IOException;

/// <summary>
/// Standard output as bytes. The framework's own stream readies a whole terminal for its first byte, encodings and all, at the price of parsing a file;
/// a FileStream keeps a position of its own, and of two commands that write into one file the second would overwrite the first.
/// </summary>
sealed partial class StandardOutput : Stream
{
    const int Descriptor = 1, Interrupted = 4, TryAgain = 11, BrokenPipe = 32, TryAgainMac = 35;

    bool isGone;

    public static Stream Open() => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? new StandardOutput() : Elsewhere();

    // In a method of its own, so that the console is not even loaded where it is not needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Stream Elsewhere() => Console.OpenStandardOutput();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (int done = 0; done < buffer.Length && !isGone;)
            {
                nint written = Write(Descriptor, start + done, buffer.Length - done);
                if (written >= 0)
                {
                    done += (int)written;
                    continue;
                }
                int error = Marshal.GetLastSystemError();
                if (error == BrokenPipe)
                {
                    isGone = true;      // what is still in buffers is for nobody
                    throw new ReaderGone();
                }
                if (error is TryAgain or TryAgainMac) Thread.Sleep(1);       // a terminal or pipe that does not block, and is full
                else if (error != Interrupted) throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write")]
    private static unsafe partial nint Write(int descriptor, byte* bytes, nint count);
}
