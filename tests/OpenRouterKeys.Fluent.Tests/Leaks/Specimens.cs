namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>Of every public type an object that secrets went into, or went by.</summary>
internal static class Specimens
{
    public static readonly IReadOnlyDictionary<Type, Func<Task<object>>> All = new Dictionary<Type, Func<Task<object>>>
    {
        [typeof(ApiKey)] = () => Task.FromResult<object>(ApiKey.From(Leak.Key)),
        [typeof(ApiKeyJsonConverter)] = () => Task.FromResult<object>(new ApiKeyJsonConverter()),
        [typeof(RuleViolation)] = async () => ((InvalidKeyRequestException)await Endings.InvalidAsync()).Violations[0],
        [typeof(CreateManyOptions)] = () => Task.FromResult<object>(new CreateManyOptions()),
        [typeof(CreateManyResult)] = async () => new CreateManyResult { Request = KeyRequest.Named("ci-bot"), Created = (CreatedKey)await Endings.OfAsync(Endings.Answers["created"]) },
        [typeof(CreatedKey)] = () => Endings.OfAsync(Endings.Answers["created"]),
        [typeof(InvalidKeyRequestException)] = Endings.InvalidAsync,
        [typeof(IOpenRouterKeysClient)] = UsedClientAsync,
        [typeof(KeyUpdate)] = () => Task.FromResult<object>(KeyUpdate.Empty.WithName(Leak.Key)),
        [typeof(KeyFilter)] = () => Task.FromResult<object>(new KeyFilter()),
        [typeof(KeyInfo)] = async () => ((CreatedKey)await Endings.OfAsync(Endings.Answers["created"])).Info,
        [typeof(KeyNotStoredException)] = () => Endings.NotStoredAsync(Endings.Answers["created"]),
        [typeof(KeyOutcomeUnknownException)] = () => Endings.OfAsync(Endings.Answers["unknown without a secret"]),
        [typeof(KeyRequest)] = () => Task.FromResult<object>(KeyRequest.Named(Leak.Key).CreatedBy(Leak.Key)),
        [typeof(KeyRequestJsonConverter)] = () => Task.FromResult<object>(new KeyRequestJsonConverter()),
        [typeof(KeyRequestRejectedException)] = () => Endings.OfAsync(Endings.Answers["rejected"]),
        [typeof(KeyRequestValidator)] = () => Task.FromResult<object>(new KeyRequestValidator()),
        [typeof(KeyUsage)] = async () => ((CreatedKey)await Endings.OfAsync(Endings.Answers["created"])).Info.Usage,
        [typeof(LimitReset)] = () => Task.FromResult<object>(LimitReset.Daily),
        [typeof(ManagementKey)] = () => Task.FromResult<object>(ManagementKey.From(Leak.ManagementKey)),
        [typeof(ManagementKeyJsonConverter)] = () => Task.FromResult<object>(new ManagementKeyJsonConverter()),
        [typeof(ManagementKeyRejectedException)] = () => Endings.OfAsync(Endings.Answers["management key rejected"]),
        [typeof(NoSuchKeyException)] = () => Task.FromResult<object>(new NoSuchKeyException()),
        [typeof(OldKeyNotRetiredException)] = async () => new OldKeyNotRetiredException(null, await Endings.OfAsync(Endings.Answers["rejected"]) as Exception)
        {
            OldKey = new() { Hash = "old" },
            NewKey = ((CreatedKey)await Endings.OfAsync(Endings.Answers["created"])).Info,
        },
        [typeof(OpenRouterKeysClient)] = UsedClientAsync,
        [typeof(OpenRouterKeysException)] = () => Endings.OfAsync(Endings.Answers["unknown by its status"]),
        [typeof(OpenRouterKeysOptions)] = () => Task.FromResult<object>(Endings.Once),
        [typeof(OpenRouterUnavailableException)] = Endings.UnavailableAsync,
        [typeof(RateLimitedException)] = () => Endings.OfAsync(Endings.Answers["rate limited"]),
        [typeof(Secret)] = () => Task.FromResult<object>(ApiKey.From(Leak.Key)),
        [typeof(SecretJsonConverter)] = () => Task.FromResult<object>(new SecretJsonConverter()),
        [typeof(SendOnceHandler)] = () => Task.FromResult<object>(new SendOnceHandler(new SocketsHttpHandler())),
    };

    // Its connections are still open when it is looked at.
    private static async Task<object> UsedClientAsync()
    {
        OpenRouterKeysClient? used = null;
        await Endings.OfAsync(Endings.Answers["created"], server => used = server.CreateClient());
        return used!;
    }
}
