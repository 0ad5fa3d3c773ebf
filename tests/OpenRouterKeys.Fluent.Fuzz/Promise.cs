using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>What the library promises of any input.</summary>
internal static partial class Promise
{
    public static void Holds(bool isKept, string promise)
    {
        if (!isKept)
        {
            throw new BrokenPromiseException(promise);
        }
    }

    /// <summary>The text is fit for a log: the management key is not in it, nor anything that has the shape of a key.</summary>
    public static void TellsNoKey(string text, string what)
    {
        Holds(!text.Contains(Canary.ManagementKey, StringComparison.OrdinalIgnoreCase), $"{what} tells no management key");
        HasNoKeyInIt(text, what);
    }

    public static void HasNoKeyInIt(string text, string what) => Holds(!KeyLike.IsMatch(text), $"{what} has no key in it");

    // Written down anew from the words of rule ORK1002, so that it can contradict the library's own search.
    [GeneratedRegex("(?<![A-Za-z0-9])sk-or-([A-Za-z0-9]+-)?[A-Za-z0-9]{16}", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike { get; }
}

/// <summary>An input has broken a promise.</summary>
public sealed class BrokenPromiseException(string promise) : Exception($"It does not hold that {promise}.");

/// <summary>Secrets that must turn up nowhere. They never were anyone's.</summary>
internal static class Canary
{
    public const string ManagementKey = "canary-management-key-4711";
    public const string ApiKey = "sk-or-v1-feedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedface";

    public static readonly ManagementKey Management = Fluent.ManagementKey.From(ManagementKey);
}
