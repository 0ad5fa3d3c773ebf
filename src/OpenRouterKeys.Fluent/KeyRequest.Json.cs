using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent;

public sealed partial record KeyRequest
{
    /// <summary>Reads the wire form, strictly. Whether the expiry has passed (ORK1008) is not asked, save for instants that
    /// passed before the API knew expiries: that depends on when the request is sent.</summary>
    /// <param name="json">The body of <c>POST /api/v1/keys</c>.</param>
    /// <returns>The request.</returns>
    /// <exception cref="InvalidKeyRequestException">Everything that is wrong with it at once (not JSON, unknown or repeated members, wrong
    /// types, broken rules of severity Error), each with path, line and column.</exception>
    public static KeyRequest FromJson([StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return From(RequestJson.Read(json), json);
    }

    /// <inheritdoc cref="FromJson(string)" />
    /// <param name="utf8Json">The body of <c>POST /api/v1/keys</c>, in UTF-8 without a byte order mark.</param>
    public static KeyRequest FromJson(ReadOnlySpan<byte> utf8Json) => FromJson(StrictUtf8.Read(utf8Json));

    /// <summary>The same, of a request that may lack its name.</summary>
    internal static KeyRequest TemplateFromJson(ReadOnlySpan<byte> utf8Json)
    {
        var json = StrictUtf8.Read(utf8Json);
        return From(RequestJson.Read(json, isTemplate: true), json);
    }

    /// <summary>The wire form: what was not set is absent, and members stand in the API's order, so equal requests are equal texts.</summary>
    /// <returns>The body of <c>POST /api/v1/keys</c>.</returns>
    /// <exception cref="InvalidKeyRequestException">The reset interval is not defined (ORK1006), so there is no text for it.</exception>
    public string ToJson() => Encoding.UTF8.GetString(RequestWriter.Write(this).Span);

    /// <summary>Writes the wire form, the same as <see cref="ToJson"/>, without allocating.</summary>
    /// <param name="utf8Json">Takes the text, in UTF-8.</param>
    /// <exception cref="InvalidKeyRequestException">The reset interval is not defined (ORK1006); nothing was written.</exception>
    public void WriteJson(IBufferWriter<byte> utf8Json)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        RequestWriter.Write(this, utf8Json);
    }

    /// <summary>What is set, on one line and fit for a log: culture-invariant, a name that holds a key scrubbed, a long one cut.</summary>
    /// <returns>As in <c>KeyRequest { Name = ci-bot, LimitUsd = 25, LimitReset = Monthly }</c>.</returns>
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
        return text.Append(" }").ToString();
    }

    private static KeyRequest From(RequestJson read, string json) =>
        RuleViolations.ToException(read.Findings, json) is { } refused ? throw refused : new KeyRequest
        {
            Name = read.Name,
            LimitUsd = read.LimitUsd,
            LimitReset = read.LimitReset,
            IncludeByokInLimit = read.IncludeByokInLimit,
            Expiration = read.Expiration,
            WorkspaceId = read.WorkspaceId,
            CreatorUserId = read.CreatorUserId,
        };
}
