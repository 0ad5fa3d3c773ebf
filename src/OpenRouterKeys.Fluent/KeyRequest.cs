using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Contracts;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent;

/// <summary>An immutable description of a key to create (the body of <c>POST /api/v1/keys</c>). Every step, such as <see cref="Limit"/>,
/// returns a new request. Steps accept any value: <see cref="Validate"/> reports all invalid settings together, and the client never
/// sends an invalid request. Requests are compared by their settings.</summary>
[JsonConverter(typeof(KeyRequestJsonConverter))]
public sealed record KeyRequest
{
    private KeyRequest()
    {
    }

    /// <summary>Gets an empty template. It is invalid (ORK1001) until <see cref="WithName"/> is called.</summary>
    public static KeyRequest Unnamed { get; } = new();

    /// <summary>The key's name (<c>name</c>). Names appear in lists and are not unique. Empty for a template.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The spending limit in US dollars (<c>limit</c>). Null: unlimited. 0: the key can never spend.</summary>
    public decimal? LimitUsd { get; private init; }

    /// <summary>How often the spending limit resets (<c>limit_reset</c>), at midnight UTC.</summary>
    public LimitReset LimitReset { get; private init; }

    /// <summary>Whether spending through the account's own provider keys (BYOK) counts towards the limit (<c>include_byok_in_limit</c>).
    /// Null: not set, the API decides.</summary>
    public bool? IncludeByokInLimit { get; private init; }

    /// <summary>When the key expires (<c>expires_at</c>), always in UTC. Null: never.</summary>
    public DateTimeOffset? Expiration { get; private init; }

    /// <summary>The id of the key's workspace (<c>workspace_id</c>). Null: the default workspace.</summary>
    public Guid? WorkspaceId { get; private init; }

    /// <summary>The id of the account's user for whom the key is created (<c>creator_user_id</c>). Null: not set, the API decides.</summary>
    public string? CreatorUserId { get; private init; }

    /// <summary>Your own id for the customer that the key is for (<c>external.user</c>). Null: none.</summary>
    public string? ExternalUser { get; private init; }

    /// <summary>An API key of your own that identifies the customer (<c>external.api_key</c>), a secret. It is masked in
    /// <see cref="ToString"/> and written by <see cref="ToJson"/>, <see cref="WriteJson"/> and <c>JsonSerializer</c>. Null: none.</summary>
    public ApiKey? ExternalApiKey { get; private init; }

    /// <summary>Creates a request for a key with a name and no other settings.</summary>
    /// <param name="name">The key's name. Any text is accepted, including null; validation reports an invalid name (ORK1001 to ORK1003).</param>
    /// <returns>A new request.</returns>
    public static KeyRequest Named(string name) => Unnamed.WithName(name);

    /// <summary>Creates a request with the name, limit, reset interval, BYOK setting, expiration, workspace and creator of an existing key.</summary>
    /// <param name="key">The key to copy.</param>
    /// <returns>A new request.</returns>
    /// <exception cref="ArgumentException">A setting is unknown: the API's response lacks it, or its value could not be read. The message
    /// contains the property's JSON name.</exception>
    public static KeyRequest CopyOf(KeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (UnknownSettings.FindIn(key) is { } unknown)
        {
            // Otherwise the copy might have no limit although the key has one.
            throw new ArgumentException(
                $"The key's '{unknown}' is missing from the API's response or could not be read, so it cannot be copied. Create a request with {nameof(Named)} and set every setting.",
                nameof(key));
        }

        return CopyKnownSettings(key);
    }

    /// <summary>Copies a key whose settings are known, or whose unknown settings the caller sets.</summary>
    internal static KeyRequest CopyKnownSettings(KeyInfo key) =>
        new()
        {
            Name = key.Name,
            LimitUsd = key.LimitUsd is { } limit ? DecimalText.Normalize(limit) : null,
            LimitReset = key.LimitReset,
            IncludeByokInLimit = key.IncludeByokInLimit,
            Expiration = key.ExpiresAt?.ToUniversalTime(),
            WorkspaceId = key.WorkspaceId,
            CreatorUserId = key.CreatorUserId,
            ExternalUser = key.ExternalUser,
        };

    /// <summary>Parses the JSON form strictly. A stored request can be parsed after its expiration has passed: the expiration is compared
    /// with the current time only when the request is sent. An expiration before 2025-11-11T00:00Z, when the API had no expirations, is
    /// always invalid (ORK1008).</summary>
    /// <param name="json">The body of <c>POST /api/v1/keys</c>.</param>
    /// <returns>The request.</returns>
    /// <exception cref="InvalidKeyRequestException">The text is not valid JSON, has unknown or duplicate properties or values of the wrong
    /// type, or violates rules of severity Error. The exception contains every violation with its JSON path, line and column.</exception>
    public static KeyRequest FromJson([StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return From(RequestJson.Read(json), json);
    }

    /// <inheritdoc cref="FromJson(string)" />
    /// <param name="utf8Json">The body of <c>POST /api/v1/keys</c>, in UTF-8 without a byte order mark.</param>
    public static KeyRequest FromJson(ReadOnlySpan<byte> utf8Json) => FromJson(Utf8Text.DecodeStrictly(utf8Json));

    /// <summary>Parses the JSON form of a template as <see cref="FromJson(string)"/> does, except that <c>name</c> is optional. A template
    /// without a name is invalid (ORK1001) until <see cref="WithName"/> is called.</summary>
    /// <param name="json">The body of <c>POST /api/v1/keys</c>, with or without <c>name</c>.</param>
    /// <returns>The template.</returns>
    /// <exception cref="InvalidKeyRequestException">The text is not valid JSON, has unknown or duplicate properties or values of the wrong
    /// type, or violates rules of severity Error. The exception contains every violation with its JSON path, line and column.</exception>
    public static KeyRequest TemplateFromJson([StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return From(RequestJson.Read(json, isTemplate: true), json);
    }

    /// <inheritdoc cref="TemplateFromJson(string)" />
    internal static KeyRequest TemplateFromJson(ReadOnlySpan<byte> utf8Json) => TemplateFromJson(Utf8Text.DecodeStrictly(utf8Json));

    /// <summary>Creates a copy of this request with another name.</summary>
    /// <param name="name">The key's name. Any text is accepted, including null; validation reports an invalid name (ORK1001 to ORK1003).</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest WithName(string name) => this with { Name = name ?? "" };

    /// <summary>Creates a copy of this request with a spending limit.</summary>
    /// <param name="usd">The limit in US dollars. 0: the key can never spend.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest Limit(decimal usd) => this with { LimitUsd = DecimalText.Normalize(usd) };

    /// <summary>Creates a copy of this request without a spending limit, which is the default.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest Unlimited() => this with { LimitUsd = null };

    /// <summary>Creates a copy of this request whose limit resets every day at midnight UTC.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ResetsDaily() => Resets(LimitReset.Daily);

    /// <summary>Creates a copy of this request whose limit resets every Monday at midnight UTC.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ResetsWeekly() => Resets(LimitReset.Weekly);

    /// <summary>Creates a copy of this request whose limit resets on the first day of every month at midnight UTC.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ResetsMonthly() => Resets(LimitReset.Monthly);

    /// <summary>Creates a copy of this request whose limit never resets, which is the default.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest NeverResets() => Resets(LimitReset.Never);

    /// <summary>Creates a copy of this request with a reset interval that is chosen at run time.</summary>
    /// <param name="interval">The interval.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest Resets(LimitReset interval) => this with { LimitReset = interval };

    /// <summary>Creates a copy of this request that sets whether BYOK spending (through your own provider keys) counts towards the limit.</summary>
    /// <param name="included">True if it counts.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest IncludesByok(bool included = true) => this with { IncludeByokInLimit = included };

    /// <summary>Creates a copy of this request for a key that expires at a point in time.</summary>
    /// <param name="instant">The expiration, with any offset. It is converted to UTC.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ExpiresAt(DateTimeOffset instant) => this with { Expiration = instant.ToUniversalTime() };

    /// <summary>Creates a copy of this request for a key that expires after a lifetime, counted from this call.</summary>
    /// <param name="lifetime">The key's lifetime. An expiration outside the range of <see cref="DateTimeOffset"/> becomes its minimum or
    /// maximum.</param>
    /// <param name="timeProvider">The source of the current time; null: the system's.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ExpiresIn(TimeSpan lifetime, TimeProvider? timeProvider = null)
    {
        var now = (timeProvider ?? TimeProvider.System).GetUtcNow();
        return ExpiresAt(
            lifetime > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue
            : lifetime < DateTimeOffset.MinValue - now ? DateTimeOffset.MinValue
            : now + lifetime);
    }

    /// <summary>Creates a copy of this request for a key in a workspace other than the default one.</summary>
    /// <param name="workspaceId">The workspace's id.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest InWorkspace(Guid workspaceId) => this with { WorkspaceId = workspaceId };

    /// <summary>Creates a copy of this request for a key that belongs to a user of the account.</summary>
    /// <param name="userId">The user's id, such as <c>user_2dHFtVWx2n56w6HkM0000000000</c>. Null is invalid, like blank text (ORK1009).</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest CreatedBy(string userId) => this with { CreatorUserId = userId ?? "" };

    /// <summary>Creates a copy of this request for a key that belongs to one of your customers (<c>external</c>).</summary>
    /// <param name="user">Your own id for the customer, such as <c>customer-4711</c>: 1 to 512 characters, not counting white space around
    /// it. Null counts as blank, which is invalid (ORK1012).</param>
    /// <param name="apiKey">An API key of your own that identifies the customer, with at least 32 characters (ORK1013). It is a secret: the
    /// API stores only its hash and never returns it, so it cannot be copied from an existing key. Null: none.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ForExternalUser(string user, ApiKey? apiKey = null) => this with { ExternalUser = user ?? "", ExternalApiKey = apiKey };

    /// <summary>Checks all rules and reports every violation. Nothing is sent. <c>Errors</c> also contains warnings, which do not make the
    /// result invalid.</summary>
    /// <param name="policy">The policy whose rules apply too; null: none.</param>
    /// <param name="timeProvider">The source of the current time, which decides whether the expiration has passed; null: the system's.</param>
    /// <returns>FluentValidation's result. Each failure's <c>ErrorCode</c> is the rule's id, such as <c>ORK1004</c>.</returns>
    /// <exception cref="ArgumentException">The policy is invalid.</exception>
    public ValidationResult Validate(KeyPolicy? policy = null, TimeProvider? timeProvider = null) =>
        KeyRequestValidator.Shared.ValidateAll(this, policy?.EnsureValid(nameof(policy)), timeProvider);

    /// <summary>Returns this request, or throws an exception if it is invalid.</summary>
    /// <param name="policy">The policy whose rules apply too; null: none.</param>
    /// <param name="timeProvider">The source of the current time, which decides whether the expiration has passed; null: the system's.</param>
    /// <returns>This request.</returns>
    /// <exception cref="InvalidKeyRequestException">The request violates rules of severity Error. The exception contains all of them.</exception>
    /// <exception cref="ArgumentException">The policy is invalid.</exception>
    public KeyRequest EnsureValid(KeyPolicy? policy = null, TimeProvider? timeProvider = null)
    {
        // FluentValidation's result takes a tenth of a creation, and only an invalid request needs it: for the gate "create over loopback".
        if (!KeyRequestValidator.IsValid(this, policy?.EnsureValid(nameof(policy)), timeProvider ?? TimeProvider.System))
        {
            Validate(policy, timeProvider).ThrowIfInvalid();
        }

        return this;
    }

    /// <summary>Returns the JSON form. Settings without a value are omitted, and properties are in the API's order, so equal requests have the
    /// same JSON. It contains <see cref="ExternalApiKey"/>, a secret, if that is set.</summary>
    /// <returns>The body of <c>POST /api/v1/keys</c>.</returns>
    /// <exception cref="InvalidKeyRequestException">The reset interval is not defined (ORK1006).</exception>
    public string ToJson() => Encoding.UTF8.GetString(RequestWriter.Write(this).Span);

    /// <summary>Writes the same JSON as <see cref="ToJson"/> without allocating memory.</summary>
    /// <param name="utf8Json">The buffer to write to, in UTF-8.</param>
    /// <exception cref="InvalidKeyRequestException">The reset interval is not defined (ORK1006). Nothing was written.</exception>
    public void WriteJson(IBufferWriter<byte> utf8Json)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        RequestWriter.Write(this, utf8Json);
    }

    /// <summary>Returns the settings on one line, safe to log: keys are masked, and long texts are truncated.</summary>
    /// <returns>Text such as <c>KeyRequest { Name = ci-bot, LimitUsd = 25, LimitReset = Monthly }</c>.</returns>
    public override string ToString()
    {
        var text = new StringBuilder("KeyRequest { Name = ").Append(LogText.FromName(Name));
        void Add(string property, string? value) => text.Append(value is null ? "" : $", {property} = {value}");
        Add(nameof(LimitUsd), LimitUsd?.ToString(CultureInfo.InvariantCulture));
        Add(nameof(LimitReset), LimitReset == LimitReset.Never ? null : LimitReset.ToString());
        Add(nameof(IncludeByokInLimit), IncludeByokInLimit?.ToString());
        Add(nameof(Expiration), Expiration?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        Add(nameof(WorkspaceId), WorkspaceId?.ToString());
        Add(nameof(CreatorUserId), CreatorUserId is null ? null : LogText.FromName(CreatorUserId));
        Add(nameof(ExternalUser), ExternalUser is null ? null : LogText.FromName(ExternalUser));
        Add(nameof(ExternalApiKey), ExternalApiKey?.ToString());
        return text.Append(" }").ToString();
    }

    private static KeyRequest From(RequestJson read, string json) =>
        RuleViolation.ToException(read.Findings, json) is { } exception ? throw exception : new KeyRequest
        {
            Name = read.Name,
            LimitUsd = read.LimitUsd,
            LimitReset = read.LimitReset,
            IncludeByokInLimit = read.IncludeByokInLimit,
            Expiration = read.Expiration,
            WorkspaceId = read.WorkspaceId,
            CreatorUserId = read.CreatorUserId,
            ExternalUser = read.ExternalUser,
            ExternalApiKey = read.ExternalApiKey is { } key ? ApiKey.From(key) : null,
        };
}
