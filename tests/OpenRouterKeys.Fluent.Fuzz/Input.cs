namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>An input as afl-fuzz hands it over.</summary>
internal static class Input
{
    public static byte[] Of(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
