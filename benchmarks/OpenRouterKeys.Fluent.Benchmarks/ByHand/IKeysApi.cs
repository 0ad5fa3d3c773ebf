using Refit;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The API as one declares it for Refit.</summary>
internal interface IKeysApi
{
    [Post("/keys")]
    Task<PlainCreated> CreateAsync([Body] PlainRequest request);
}
