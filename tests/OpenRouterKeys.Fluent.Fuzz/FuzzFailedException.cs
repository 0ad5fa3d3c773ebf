namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>The exception that is thrown for an input that fails a check, with what is needed to repeat it.</summary>
public sealed class FuzzFailedException(string target, int seed, long number, byte[] input, Exception cause)
    : Exception(FormattableString.Invariant($"{target}, seed {seed}, case {number}: {cause.Message} {Describe(input)}"), cause)
{
    public ReadOnlyMemory<byte> Input { get; } = input;

    private static string Describe(byte[] input) => $"The input in base64: {Convert.ToBase64String(input)}";
}
