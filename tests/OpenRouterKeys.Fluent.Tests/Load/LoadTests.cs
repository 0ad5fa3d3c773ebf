namespace OpenRouterKeys.Fluent.Tests.Load;

[Collection(nameof(NonParallel))]
public class LoadTests
{
    private const int WarmUp = 1_000;
    private const int Creations = 10_000;
    private const int BytesForEachCreation = 64;
    private const int OtherHandles = 16;

    [Fact]
    public async Task Nothing_is_lost_doubled_or_held_at_64_creations_at_once()
    {
        var before = await LoadRun.OfAsync(WarmUp, TestContext.Current.CancellationToken);
        var load = await LoadRun.OfAsync(Creations, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine($"{before}\n{load}");

        Assert.Equal(Creations, load.Returned + load.Unknown + load.Denied);
        Assert.Equal((0, 0, 0, 0), (load.Doubled, load.Lost, load.MadeAndDenied, load.ReturnedAndMissing));
        Assert.InRange(load.Unknown, Creations / 20, Creations / 10);
        Assert.InRange(load.Connections, 1, LoadRun.AtOnce);
        Assert.InRange(load.Bytes - before.Bytes, long.MinValue, (Creations - WarmUp) * BytesForEachCreation);
        Assert.InRange(load.Handles - before.Handles, int.MinValue, OtherHandles);
    }
}
