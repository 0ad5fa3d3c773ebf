using BenchmarkDotNet.Attributes;
using FluentValidation.Results;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Validates a request with no or three violations.</summary>
[MemoryDiagnoser]
public class ValidateRequest
{
    private readonly PlainValidator _plain = new();
    private KeyRequest _request = null!;

    [Params(0, 3)]
    public int Violations { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _request = Violations == 0 ? Examples.Full : Examples.Invalid;
        ResultCheck.EnsureEqual(Describe(Library()), Describe(FluentValidation()));
        ResultCheck.EnsureEqual(Violations, Predicates(), Library().Errors.Count);
    }

    [Benchmark(Baseline = true)]
    public int Predicates() => PlainValidator.CountViolations(_request);

    [Benchmark]
    public ValidationResult Library() => _request.Validate();

    [Benchmark]
    public ValidationResult FluentValidation() => _plain.Validate(_request);

    private static string Describe(ValidationResult result) =>
        string.Join('\n', result.Errors.Select(error => $"{error.PropertyName} {error.ErrorCode} {error.Severity} {error.ErrorMessage}"));
}
