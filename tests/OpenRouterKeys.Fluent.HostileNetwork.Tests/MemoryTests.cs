using OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>No server fills the memory. Alone, because allocations are counted for the whole process, the server's among them.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    private const long MostBytes = 16 * 1024 * 1024;

    public static TheoryData<string> Floods =>
    [
        "10 MiB of headers", "10 MiB of trailers", "a header without an end", "headers without an end", "interim answers without an end",
        "a body without an end, the secret first", "a body without an end, and no secret", "400 without an end", "chunked, an extension without an end",
        "the largest length", "a bomb in gzip", "a bomb in gzip, the secret first", "a bomb in brotli", "a bomb in deflate", "a bomb in gzip twice", "a bomb in a 400",
        "depth 500,000, never closed", "depth 10,000 before the secret", "a number of 100,000 digits", "20,000 members beside",
    ];

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task A_flood_takes_no_more_memory_than_a_few_answers(string fault)
    {
        await Run.PlayAsync(FaultList.ByName[fault], WrappingList.Own); // what is made once is made
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await Run.PlayAsync(FaultList.ByName[fault], WrappingList.Own);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 1, MostBytes);
    }
}
