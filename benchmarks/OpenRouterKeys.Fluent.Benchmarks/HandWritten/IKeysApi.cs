using Refit;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The API, declared for Refit.</summary>
internal interface IKeysApi
{
    [Post("/keys")]
    Task<PlainCreated> CreateAsync([Body] PlainRequest request);
}
