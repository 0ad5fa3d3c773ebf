using BenchmarkDotNet.Attributes;
using FluentValidation.Results;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Validates a request with and without a policy that has every rule.</summary>
[MemoryDiagnoser]
public class ValidateWithPolicy
{
    private static readonly KeyPolicy Policy = new()
    {
        RequireLimit = true,
        MaxLimitUsd = 1_000m,
        RequireReset = true,
        RequireExpiration = true,
        MaxLifetimeDays = 100_000,
        NamePatterns = ["ci-*", "customer-*", "*"],
        RequireWorkspace = true,
        RequireExternalUser = true,
    };

    private readonly KeyRequest _request = Examples.Full.ForExternalUser("customer-4711");

    [GlobalSetup]
    public void Setup() => ResultCheck.EnsureEqual(WithoutPolicy().Errors.Count, Library().Errors.Count);

    [Benchmark(Baseline = true)]
    public ValidationResult WithoutPolicy() => _request.Validate();

    [Benchmark]
    public ValidationResult Library() => _request.Validate(Policy);
}
