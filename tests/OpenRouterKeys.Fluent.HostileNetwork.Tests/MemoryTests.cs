using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Memory use with endless or oversized responses. Runs alone because allocations are counted for the whole process, including the server.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    private const long MaxBytes = 16 * 1024 * 1024;

    public static TheoryData<string> OversizedResponses =>
    [
        "10 MiB of headers", "10 MiB of trailers", "endless header", "endless headers", "endless interim responses",
        "endless body after the secret", "endless body without a secret", "400, endless", "chunked, endless extension",
        "largest possible length", "gzip bomb", "gzip bomb after the secret", "brotli bomb", "deflate bomb", "gzip bomb, compressed twice", "400 with gzip bomb",
        "depth 500,000, never closed", "depth 10,000 before the secret", "number of 100,000 digits", "20,000 other properties",
    ];

    [Theory]
    [MemberData(nameof(OversizedResponses))]
    public async Task Oversized_response_allocates_at_most_16_MiB(string fault)
    {
        await FaultRun.RunAsync(FaultList.ByName[fault], Pipeline.Library); // initializes what is allocated only once
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await FaultRun.RunAsync(FaultList.ByName[fault], Pipeline.Library);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 1, MaxBytes);
    }
}
