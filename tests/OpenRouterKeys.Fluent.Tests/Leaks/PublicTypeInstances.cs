using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>An instance of every public type, created from input that contains secrets.</summary>
internal static class PublicTypeInstances
{
    public static readonly IReadOnlyDictionary<Type, Func<Task<object>>> All = new Dictionary<Type, Func<Task<object>>>
    {
        [typeof(ApiKey)] = () => Task.FromResult<object>(ApiKey.From(RawServer.Secret)),
        [typeof(ApiKeyJsonConverter)] = () => Task.FromResult<object>(new ApiKeyJsonConverter()),
        [typeof(RuleViolation)] = async () => ((InvalidKeyRequestException)await OutcomeCases.InvalidAsync()).Violations[0],
        [typeof(AuditOptions)] = () => Task.FromResult<object>(new AuditOptions { Policy = new() { RequireLimit = true } }),
        [typeof(BindingTransfer)] = () => Task.FromResult<object>(BindingTransfer.All),
        [typeof(CreateManyOptions)] = () => Task.FromResult<object>(new CreateManyOptions()),
        [typeof(CreateManyResult)] = async () => new CreateManyResult { Request = OutcomeCases.Request, Created = (CreatedKey)await OutcomeCases.CreateAsync(OutcomeCases.ByResponse["created"]) },
        [typeof(CreatedKey)] = () => OutcomeCases.CreateAsync(OutcomeCases.ByResponse["created"]),
        [typeof(InvalidKeyPolicyException)] = () => Task.FromResult<object>(Record.Exception(() => KeyPolicy.FromJson($$"""{"{{RawServer.Secret}}":"{{RawServer.Secret}}"}"""))!),
        [typeof(InvalidKeyRequestException)] = OutcomeCases.InvalidAsync,
        [typeof(IOpenRouterKeysClient)] = UsedClientAsync,
        [typeof(KeyUpdate)] = () => Task.FromResult<object>(KeyUpdate.Empty.WithName(RawServer.Secret)),
        [typeof(KeyFilter)] = () => Task.FromResult<object>(new KeyFilter()),
        [typeof(KeyFinding)] = async () => new KeyFinding
        {
            Id = "ORK6001",
            Key = ((CreatedKey)await OutcomeCases.CreateAsync(OutcomeCases.ByResponse["created"])).Info,
            Severity = FluentValidation.Severity.Warning,
            Message = "The key has no spending limit.",
        },
        [typeof(KeyInfo)] = async () => ((CreatedKey)await OutcomeCases.CreateAsync(OutcomeCases.ByResponse["created"])).Info,
        [typeof(KeyBindings)] = () => Task.FromResult<object>(new KeyBindings { GuardrailId = "g1", Policies = [new("budget", "p1")] }),
        [typeof(KeyPolicy)] = () => Task.FromResult<object>(new KeyPolicy()),
        [typeof(KeyUpdateValidator)] = () => Task.FromResult<object>(new KeyUpdateValidator()),
        [typeof(KeyNotBoundException)] = OutcomeCases.NotBoundAsync,
        [typeof(KeyNotStoredException)] = () => OutcomeCases.NotStoredAsync(OutcomeCases.ByResponse["created"]),
        [typeof(KeyOutcomeUnknownException)] = () => OutcomeCases.CreateAsync(OutcomeCases.ByResponse["unknown: no secret"]),
        [typeof(KeyRequest)] = () => Task.FromResult<object>(OutcomeCases.Request.WithName(RawServer.Secret).CreatedBy(RawServer.Secret)),
        [typeof(LimitResetJsonConverter)] = () => Task.FromResult<object>(new LimitResetJsonConverter()),
        [typeof(KeyRequestJsonConverter)] = () => Task.FromResult<object>(new KeyRequestJsonConverter()),
        [typeof(KeyRequestRejectedException)] = () => OutcomeCases.CreateAsync(OutcomeCases.ByResponse["rejected"]),
        [typeof(KeyRequestValidator)] = () => Task.FromResult<object>(new KeyRequestValidator()),
        [typeof(KeyUsage)] = async () => ((CreatedKey)await OutcomeCases.CreateAsync(OutcomeCases.ByResponse["created"])).Info.Usage,
        [typeof(LimitReset)] = () => Task.FromResult<object>(LimitReset.Daily),
        [typeof(ManagementKey)] = () => Task.FromResult<object>(ManagementKey.From(TestSecrets.ManagementKey)),
        [typeof(ManagementKeyJsonConverter)] = () => Task.FromResult<object>(new ManagementKeyJsonConverter()),
        [typeof(ManagementKeyRejectedException)] = () => OutcomeCases.CreateAsync(OutcomeCases.ByResponse["management key rejected"]),
        [typeof(NoSuchKeyException)] = () => Task.FromResult<object>(new NoSuchKeyException()),
        [typeof(OldKeyNotRetiredException)] = async () => new OldKeyNotRetiredException(null, await OutcomeCases.CreateAsync(OutcomeCases.ByResponse["rejected"]) as Exception)
        {
            OldKey = new() { Hash = "old" },
            NewKey = ((CreatedKey)await OutcomeCases.CreateAsync(OutcomeCases.ByResponse["created"])).Info,
        },
        [typeof(OpenRouterKeysClient)] = UsedClientAsync,
        [typeof(OpenRouterKeysException)] = () => OutcomeCases.CreateAsync(OutcomeCases.ByResponse["unknown: status 500"]),
        [typeof(OpenRouterKeysOptions)] = () => Task.FromResult<object>(OutcomeCases.SingleAttempt),
        [typeof(OpenRouterUnavailableException)] = OutcomeCases.UnavailableAsync,
        [typeof(PolicyBinding)] = () => Task.FromResult<object>(new PolicyBinding("budget", "p1")),
        [typeof(RateLimitedException)] = () => OutcomeCases.CreateAsync(OutcomeCases.ByResponse["rate limited"]),
        [typeof(RotatedKey)] = async () => await OutcomeCases.CreateAsync(OutcomeCases.ByResponse["created"]) is CreatedKey created ? new RotatedKey { NewKey = created, OldKey = created.Info } : null!,
        [typeof(RotateOptions)] = () => Task.FromResult<object>(new RotateOptions()),
        [typeof(Secret)] = () => Task.FromResult<object>(ApiKey.From(RawServer.Secret)),
        [typeof(SecretJsonConverter)] = () => Task.FromResult<object>(new SecretJsonConverter()),
        [typeof(SendOnceHandler)] = () => Task.FromResult<object>(new SendOnceHandler(new SocketsHttpHandler())),
        [typeof(Workspace)] = () => Task.FromResult<object>(new Workspace { Id = Guid.NewGuid() }),
    };

    private static async Task<object> UsedClientAsync()
    {
        OpenRouterKeysClient? used = null;
        await OutcomeCases.CreateAsync(OutcomeCases.ByResponse["created"], server => used = server.CreateClient());
        return used!;
    }
}
