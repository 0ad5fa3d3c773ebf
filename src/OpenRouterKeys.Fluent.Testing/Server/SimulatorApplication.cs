using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OpenRouterKeys.Fluent.Testing.Api;

namespace OpenRouterKeys.Fluent.Testing.Server;

/// <summary>Records each request, and responds as the API does or as the next fault requires.</summary>
internal sealed partial class SimulatorApplication(SimulatedApi api, CancellationToken stopping) : IHttpApplication<HttpContext>
{
    // One lock for both collections, so that faults are applied in the order of the recorded requests.
    private readonly Lock _lock = new();
    private readonly List<ReceivedRequest> _requests = [];
    private readonly Queue<SimulatedFault> _faults = [];

    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public void EnqueueFault(SimulatedFault fault)
    {
        lock (_lock)
        {
            _faults.Enqueue(fault);
        }
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request).ConfigureAwait(false);
        if (Record(new(request.Method, request.Target, MaskedText(request.Body))) is not { } fault)
        {
            await api.Process(request).WriteToAsync(context.Response).ConfigureAwait(false);
            return;
        }

        var response = fault.IsProcessed ? api.Process(request) : null;
        await fault.RespondAsync(context, response, stopping).ConfigureAwait(false);
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    // Also masks a key in a body that is not valid JSON.
    private static string MaskedText(ReadOnlyMemory<byte> body) => ApiKeyValue().Replace(Encoding.UTF8.GetString(body.Span), "***");

    [GeneratedRegex("""(?<="api_key"\s*:\s*")([^"\\]|\\.)*""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex ApiKeyValue();

    /// <returns>The fault to apply to this request; null if none is queued.</returns>
    private SimulatedFault? Record(ReceivedRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
            return _faults.TryDequeue(out var fault) ? fault : null;
        }
    }

    private static async Task<ApiRequest> ReadAsync(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body).ConfigureAwait(false);
        var authorization = request.Headers.Authorization.ToString();
        return new ApiRequest
        {
            Method = request.Method,
            Target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            BearerToken = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..] : "",
            Body = body.ToArray(),
        };
    }
}
