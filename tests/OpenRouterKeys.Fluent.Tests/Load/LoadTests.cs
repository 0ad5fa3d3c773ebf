namespace OpenRouterKeys.Fluent.Tests.Load;

[Collection(nameof(NonParallel))]
public class LoadTests
{
    private const int WarmUp = 1_000;
    private const int Creations = 10_000;
    private const int MaxBytesPerCreation = 64;
    private const int MaxOtherHandles = 16;

    [Fact]
    public async Task Concurrent_creations_are_reported_correctly_and_release_resources()
    {
        var baseline = await LoadRun.RunAsync(WarmUp, TestContext.Current.CancellationToken);
        var load = await LoadRun.RunAsync(Creations, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine($"{baseline}\n{load}");

        Assert.Equal(Creations, load.Returned + load.Unknown + load.NotCreated);
        Assert.Equal((0, 0, 0, 0), (load.Duplicates, load.Unreported, load.ExistingNotCreated, load.MissingReturned));
        Assert.InRange(load.Unknown, Creations / 20, Creations / 10);
        Assert.InRange(load.Connections, 1, LoadRun.MaxConcurrency);
        Assert.InRange(load.Bytes - baseline.Bytes, long.MinValue, (Creations - WarmUp) * MaxBytesPerCreation);
        Assert.InRange(load.Handles - baseline.Handles, int.MinValue, MaxOtherHandles);
    }
}
