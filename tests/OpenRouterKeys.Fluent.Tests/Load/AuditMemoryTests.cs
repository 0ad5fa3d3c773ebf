using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using Flurl.Http;

namespace OpenRouterKeys.Fluent.Tests.Load;

[Collection(nameof(NonParallel))]
public class AuditMemoryTests
{
    private const int FirstKey = 2_000;
    private const int LastKey = 30_000;
    private const int MaxBytesPerKey = 200;
    private const int MaxBytesInOneWorkspace = 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_retains_at_most_200_bytes_per_key()
    {
        var (bytes, count) = (0L, 0);
        await foreach (var _ in AuditAsync([LastKey]))
        {
            count++;
            if (count is FirstKey or LastKey)
            {
                bytes = GetRetainedBytes() - bytes;
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{(double)bytes / (LastKey - FirstKey)} bytes per key");
        Assert.Equal(LastKey, count);
        Assert.InRange(bytes, long.MinValue, (LastKey - FirstKey) * MaxBytesPerKey);
    }

    [Fact]
    public async Task Audit_retains_nothing_about_the_keys_of_earlier_workspaces()
    {
        var (bytes, count) = (0L, 0);
        await foreach (var _ in AuditAsync([1, LastKey, 1]))
        {
            count++;
            if (count is 1 or LastKey + 2)
            {
                bytes = GetRetainedBytes() - bytes;
            }
        }

        Assert.Equal(LastKey + 2, count);
        Assert.InRange(bytes, long.MinValue, MaxBytesInOneWorkspace);
    }

    // Earlier tests may have left objects with finalizers, whose memory is released later. What remains of it makes the difference smaller, never larger.
    private static long GetRetainedBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    // Each key has one finding.
    private static async IAsyncEnumerable<KeyFinding> AuditAsync(int[] keysInWorkspaces)
    {
        using var flurl = new FlurlClient(new HttpClient(new ListHandler(keysInWorkspaces)));
        using var client = new OpenRouterKeysClient(ManagementKey.From("a-management-key"), flurl);
        await foreach (var finding in client.AuditAsync(cancellationToken: Token))
        {
            yield return finding;
        }
    }

    /// <summary>Responds with lists without keeping the keys.</summary>
    private sealed class ListHandler(int[] keysInWorkspaces) : HttpMessageHandler
    {
        private const int PageLength = 100;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
            var rows = request.RequestUri.AbsolutePath.EndsWith("/workspaces", StringComparison.Ordinal)
                ? Enumerable.Range(0, keysInWorkspaces.Length).Select(index => $$"""{"id":"{{IdOf(index)}}","slug":"w{{index}}","name":"Workspace {{index}}"}""")
                : ListKeys(int.Parse(query["workspace_id"]!.AsSpan(0, 8), CultureInfo.InvariantCulture), int.Parse(query["offset"] ?? "0", CultureInfo.InvariantCulture));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"data":[{{string.Join(',', rows)}}],"total_count":{{keysInWorkspaces.Length}}}""")),
                RequestMessage = request,
            });
        }

        private IEnumerable<string> ListKeys(int workspace, int offset) =>
            Enumerable.Range(offset, Math.Clamp(keysInWorkspaces[workspace] - offset, 0, PageLength)).Select(number => $$$"""
                {"hash":"{{{workspace:x32}}}{{{number:x32}}}","name":"key {{{number}}} of the workspace","limit":null,"limit_reset":null,"expires_at":"2099-01-01T00:00:00Z","workspace_id":"{{{IdOf(workspace)}}}"}
                """);

        private static string IdOf(int workspace) => $"{workspace:d8}-0000-4000-8000-000000000000";
    }
}
