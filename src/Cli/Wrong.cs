namespace GateDsl.Cli;

/// <summary>The arguments or a file that they name are wrong: one sentence on standard error (none if all is said already) and exit status 2.</summary>
sealed class Wrong(string message) : Exception(message);

/// <summary>Exit statuses, the same for every command.</summary>
static class Exit
{
    public const int Well = 0, DoesNotHold = 1, WrongInput = 2;
}
