using OpenRouterKeys.Fluent.Fuzz;

namespace OpenRouterKeys.Fluent.Tests.Fuzzing;

/// <summary>A bounded run of the fuzz targets, with the same inputs every time. Longer runs, with others:
/// <c>dotnet run --project tests/OpenRouterKeys.Fluent.Fuzz -- run 60</c>.</summary>
public class FuzzTests
{
    private const int Seed = 20261124;

    public static TheoryData<string, int> Targets =>
        new() { { "created", 12_000 }, { "error", 20_000 }, { "retry-after", 40_000 }, { "request", 25_000 } };

    [Theory]
    [MemberData(nameof(Targets))]
    public void Whatever_comes_in_breaks_no_promise(string target, int cases)
    {
        var loop = new FuzzLoop(FuzzTarget.Named(target), Seed);
        loop.Run(cases);
        TestContext.Current.TestOutputHelper!.WriteLine(loop.ToString());

        Assert.Equal(cases, loop.Cases);
    }

    [Fact]
    public void Every_target_is_run() => Assert.Equal(FuzzTarget.All.Select(target => target.Name), Targets.Select(row => row.Data.Item1));

    [Fact]
    public void A_broken_promise_is_told_with_what_it_takes_to_try_again()
    {
        var exception = Assert.Throws<FuzzFailedException>(() => new FuzzLoop(new OnlyDigits(), Seed).Run(1000));

        Assert.IsType<BrokenPromiseException>(exception.InnerException);
        Assert.Contains("digits, seed 20261124, case ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(exception.Input.Span), exception.Message, StringComparison.Ordinal);
    }

    private sealed class OnlyDigits : FuzzTarget
    {
        public override string Name => "digits";

        public override IReadOnlyList<byte[]> Seeds => ["7"u8.ToArray()];

        public override string Run(byte[] input)
        {
            Promise.Holds(input.All(character => char.IsAsciiDigit((char)character)), "all are digits");
            return "";
        }
    }
}
