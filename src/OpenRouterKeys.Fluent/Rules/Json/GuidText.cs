namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>Parses a GUID in form <c>D</c> only: 8-4-4-4-12 hex digits.</summary>
internal static class GuidText
{
    private const string Shape = "00000000-0000-0000-0000-000000000000";

    public static bool TryRead(string text, out Guid value)
    {
        value = default;
        if (text.Length != Shape.Length)
        {
            return false;
        }

        for (var at = 0; at < Shape.Length; at++)
        {
            if (Shape[at] == '-' ? text[at] != '-' : text[at] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
            {
                return false;
            }
        }

        value = new Guid(text);
        return true;
    }
}
