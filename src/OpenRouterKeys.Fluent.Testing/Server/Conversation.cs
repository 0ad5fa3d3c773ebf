using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OpenRouterKeys.Fluent.Testing.Api;

namespace OpenRouterKeys.Fluent.Testing.Server;

/// <summary>Takes each request, notes it, and answers as the API or as the fault whose turn it is.</summary>
internal sealed class Conversation(KeysApi api, Journal journal, CancellationToken stopping) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var call = await ReadAsync(context.Request).ConfigureAwait(false);
        var fault = journal.Record(new(call.Method, call.Target, Encoding.UTF8.GetString(call.Body.Span)));
        if (fault is null)
        {
            await context.Response.WriteAsync(api.CarryOut(call)).ConfigureAwait(false);
            return;
        }

        var ordinary = fault.IsCarriedOut ? api.CarryOut(call) : null;
        await fault.AnswerAsync(context, ordinary, stopping).ConfigureAwait(false);
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private static async Task<ApiCall> ReadAsync(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body).ConfigureAwait(false);
        var authorization = request.Headers.Authorization.ToString();
        return new ApiCall
        {
            Method = request.Method,
            Target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Bearer = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..] : "",
            Body = body.ToArray(),
        };
    }
}
