using System.Globalization;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The kinds of bindings that cannot be read in a workspace, for each key whose bindings contain them (<see cref="KeyBindings.Unreadable"/>).
/// Thread-safe.</summary>
internal sealed class UnreadableKinds
{
    public const string Guardrails = "guardrails";
    public const string Credentials = "provider credentials";
    public const string Destinations = "observability destinations";

    private const string Policies = "policies";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Guid WorkspaceId, List<(string Kind, int Status)> Kinds)> _kindsByKey = new(StringComparer.Ordinal);

    public static string PoliciesOf(string type) => $"{type} {Policies}";

    /// <exception cref="ArgumentException">A text does not contain a known kind, or its status is not an error.</exception>
    public void Bind(string hash, Guid workspaceId, IReadOnlyList<string> texts)
    {
        var kinds = texts.Select(Parse).ToList();
        lock (_lock)
        {
            _kindsByKey[hash] = (workspaceId, kinds);
        }
    }

    public void RemoveKey(string hash)
    {
        lock (_lock)
        {
            _kindsByKey.Remove(hash);
        }
    }

    /// <summary>Returns the response to a request that reads this kind in a workspace, or in any if it is null; null if it can be read.</summary>
    public ApiResponse? Reject(string kind, Guid? workspaceId)
    {
        lock (_lock)
        {
            return _kindsByKey.Values
                .Where(bound => workspaceId is null || bound.WorkspaceId == workspaceId)
                .SelectMany(bound => bound.Kinds)
                .Where(unreadable => unreadable.Kind == kind)
                .Select(unreadable => ApiResponse.Error(unreadable.Status, $"This management key cannot read {kind}"))
                .FirstOrDefault();
        }
    }

    private static (string Kind, int Status) Parse(string text)
    {
        var parts = text.Split(": ", 2);
        var status = 403;
        if (FindKind(parts[0]) is not { } kind
            || (parts.Length > 1
                && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 400 and <= 599)))
        {
            throw BindingsApi.Invalid(
                $"'{text}' is not a kind of bindings. Use '{Guardrails}', '{PoliciesOf("budget")}' (or another type), '{Credentials}' or "
                + $"'{Destinations}', with a status if it is not 403, as in 'budget policies: 404'.");
        }

        return (kind, status);
    }

    // Any name that contains the kind's noun, so that the result of the library's GetBindingsAsync can be bound to another key.
    private static string? FindKind(string name)
    {
        return name.EndsWith($" {Policies}", StringComparison.Ordinal) ? name
            : Contains("guardrail") ? Guardrails
            : Contains("provider") || Contains("credential") || Contains("BYOK") ? Credentials
            : Contains("destination") ? Destinations
            : null;

        bool Contains(string noun) => name.Contains(noun, StringComparison.OrdinalIgnoreCase);
    }
}
