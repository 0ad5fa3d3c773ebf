using OpenRouterKeys.Fluent.Fuzz;

namespace OpenRouterKeys.Fluent.Tests.Fuzzing;

/// <summary>A short run of the fuzz targets with the same inputs every time. For a longer run with random inputs:
/// <c>dotnet run --project tests/OpenRouterKeys.Fluent.Fuzz -- run 60</c>.</summary>
public class FuzzTests
{
    private const int Seed = 20261124;

    public static TheoryData<string, int> Targets =>
        new() { { "created", 12_000 }, { "error", 20_000 }, { "retry-after", 40_000 }, { "request", 25_000 } };

    [Theory]
    [MemberData(nameof(Targets))]
    public void Mutated_inputs_pass_all_checks(string target, int cases)
    {
        var loop = new FuzzLoop(FuzzTarget.ByName(target), Seed);
        loop.Run(cases);
        TestContext.Current.TestOutputHelper!.WriteLine(loop.ToString());

        Assert.Equal(cases, loop.Cases);
    }

    [Fact]
    public void Targets_include_every_fuzz_target() => Assert.Equal(FuzzTarget.All.Select(target => target.Name), Targets.Select(row => row.Data.Item1));

    [Fact]
    public void Failed_check_reports_seed_case_and_input()
    {
        var exception = Assert.Throws<FuzzFailedException>(() => new FuzzLoop(new DigitsTarget(), Seed).Run(1000));

        Assert.IsType<CheckFailedException>(exception.InnerException);
        Assert.Contains("digits, seed 20261124, case ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(exception.Input.Span), exception.Message, StringComparison.Ordinal);
    }

    private sealed class DigitsTarget : FuzzTarget
    {
        public override string Name => "digits";

        public override IReadOnlyList<byte[]> Seeds => ["7"u8.ToArray()];

        public override string Run(byte[] input)
        {
            Check.That(input.All(character => char.IsAsciiDigit((char)character)), "A byte is not a digit.");
            return "";
        }
    }
}
