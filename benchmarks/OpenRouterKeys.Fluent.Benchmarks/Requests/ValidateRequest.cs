using BenchmarkDotNet.Attributes;
using FluentValidation.Results;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Every broken rule at once, of a request that breaks none or three.</summary>
[MemoryDiagnoser]
public class ValidateRequest
{
    private readonly PlainValidator _plain = new();
    private KeyRequest _request = null!;

    [Params(0, 3)]
    public int Broken { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _request = Broken == 0 ? Examples.Full : Examples.Broken;
        Equal.Require(Words(Library()), Words(FluentValidation()));
        Equal.Require(Broken, Predicates(), Library().Errors.Count);
    }

    [Benchmark(Baseline = true)]
    public int Predicates() => PlainValidator.CountBroken(_request);

    [Benchmark]
    public ValidationResult Library() => _request.Validate();

    [Benchmark]
    public ValidationResult FluentValidation() => _plain.Validate(_request);

    private static string Words(ValidationResult result) =>
        string.Join('\n', result.Errors.Select(error => $"{error.PropertyName} {error.ErrorCode} {error.Severity} {error.ErrorMessage}"));
}
