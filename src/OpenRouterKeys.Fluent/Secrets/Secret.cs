using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent;

/// <summary>Text that must not be displayed. It is masked wherever it is printed, logged, debugged or serialized; only
/// <see cref="Reveal"/> returns it. Two secrets are equal if their types and texts are equal; texts of the same length are compared in
/// fixed time.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter))]
public abstract class Secret : IEquatable<Secret>
{
    internal const string FullMask = "***";
    private const string KeyPrefix = "sk-or-v1-";
    private const int KeyDigitCount = 64;
    private const int VisibleDigits = 3;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    private protected Secret(string text) => _text = text;

    /// <summary>Returns the secret's text, for a header, a vault or its owner. Never log it.</summary>
    /// <returns>The whole text.</returns>
    public string Reveal() => _text;

    /// <summary>Returns a mask: <c>sk-or-v1-abc...xyz</c> for a key of the full format, as in the API's <c>label</c>, and <c>***</c> for
    /// any other text.</summary>
    /// <returns>The mask, never the secret.</returns>
    public sealed override string ToString() => Mask(_text);

    /// <inheritdoc />
    public bool Equals(Secret? other) =>
        other is not null
        && other.GetType() == GetType()
        && CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(_text.AsSpan()), MemoryMarshal.AsBytes(other._text.AsSpan()));

    /// <summary>Determines whether two secrets are equal.</summary>
    /// <param name="left">The first secret.</param>
    /// <param name="right">The second secret.</param>
    /// <returns>True if their types and texts are equal, or both are null.</returns>
    public static bool operator ==(Secret? left, Secret? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Determines whether two secrets are different.</summary>
    /// <param name="left">The first secret.</param>
    /// <param name="right">The second secret.</param>
    /// <returns>True if their types or texts differ.</returns>
    public static bool operator !=(Secret? left, Secret? right) => !(left == right);

    /// <inheritdoc />
    public sealed override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc />
    public sealed override int GetHashCode() => HashCode.Combine(GetType(), _text);

    internal static string Mask(string secret) =>
        IsFullKey(secret)
            ? string.Concat(secret.AsSpan(0, KeyPrefix.Length + VisibleDigits), "...", secret.AsSpan(secret.Length - VisibleDigits))
            : FullMask;

    private static bool IsFullKey(string secret) =>
        secret.Length == KeyPrefix.Length + KeyDigitCount
        && secret.StartsWith(KeyPrefix, StringComparison.Ordinal)
        && !secret.AsSpan(KeyPrefix.Length).ContainsAnyExcept(HexDigits);
}
