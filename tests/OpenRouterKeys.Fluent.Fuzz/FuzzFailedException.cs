namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>An input for which the library did not do what it promises.</summary>
public sealed class FuzzFailedException(string target, int seed, long number, byte[] input, Exception cause)
    : Exception(FormattableString.Invariant($"{target}, seed {seed}, case {number}: {cause.Message} {Told(input)}"), cause)
{
    public ReadOnlyMemory<byte> Input { get; } = input;

    private static string Told(byte[] input) => $"The input in base 64: {Convert.ToBase64String(input)}";
}
