using BenchmarkDotNet.Validators;

namespace GateDsl.Bench;

/// <summary>Says before BenchmarkDotNet begins where benchmarks of a class do not compute the same numbers.</summary>
sealed class SameNumbers : IValidator
{
    public bool TreatsWarningsAsErrors => false;

    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) =>
        validationParameters.Benchmarks.Select(benchmark => benchmark.Descriptor.Type).Distinct()
            .SelectMany(Suite.Cases).SelectMany(one => one.Differences()).Select(difference => new ValidationError(false, difference));
}
