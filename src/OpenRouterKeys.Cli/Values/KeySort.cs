using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Values;

/// <summary>An order of keys, such as <c>spent</c> or <c>spent:desc</c>. Keys that are equal stay in the API's order.</summary>
internal readonly record struct KeySort(string Property, bool IsDescending)
{
    private const string Descending = ":desc";

    private static readonly string[] Properties = ["name", "created", "spent", "left", "expires", "limit"];

    public static bool TryParse(string text, out KeySort sort, out string error)
    {
        var isDescending = text.EndsWith(Descending, StringComparison.Ordinal);
        sort = new(isDescending ? text[..^Descending.Length] : text, isDescending);
        error = Properties.Contains(sort.Property) ? ""
            : $"'{text}' is not an order. Use {string.Join(", ", Properties[..^1])} or {Properties[^1]}, with {Descending} for the highest first, as in spent{Descending}.";
        return error.Length == 0;
    }

    // No limit and no expiration are the highest values, and so is what the API did not return.
    public IEnumerable<KeyInfo> Apply(IEnumerable<KeyInfo> keys) => Property switch
    {
        "name" => Order(keys, key => key.Name, StringComparer.OrdinalIgnoreCase),
        "created" => Order(keys, key => key.CreatedAt ?? DateTimeOffset.MaxValue),
        "spent" => Order(keys, key => key.Usage.TotalUsd),
        "left" => Order(keys, key => key.LimitRemainingUsd ?? decimal.MaxValue),
        "expires" => Order(keys, key => key.ExpiresAt ?? DateTimeOffset.MaxValue),
        _ => Order(keys, key => key.LimitUsd ?? decimal.MaxValue),
    };

    private IEnumerable<KeyInfo> Order<T>(IEnumerable<KeyInfo> keys, Func<KeyInfo, T> valueOf, IComparer<T>? comparer = null) =>
        IsDescending ? keys.OrderByDescending(valueOf, comparer) : keys.OrderBy(valueOf, comparer);
}
