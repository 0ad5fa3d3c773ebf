using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent;

/// <summary>Text that must not be shown: masked wherever it is printed, logged, debugged or serialized. <see cref="Reveal"/> is the
/// only way to it. Two secrets are equal where they are of the same type and text; the comparison takes the same time
/// wherever they differ.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter))]
public abstract class Secret : IEquatable<Secret>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    private protected Secret(string text) => _text = text;

    /// <summary>Gives the secret itself: for a header, a vault, or the person it is made for; never for a log.</summary>
    /// <returns>The whole text.</returns>
    public string Reveal() => _text;

    /// <summary>The mask: <c>sk-or-v1-abc...xyz</c> for a key of the full format, as the API's <c>label</c> shows it, and
    /// <c>***</c> for any other text.</summary>
    /// <returns>The mask, never the secret.</returns>
    public sealed override string ToString() => SecretMask.Of(_text);

    /// <inheritdoc />
    public bool Equals(Secret? other) =>
        other is not null
        && other.GetType() == GetType()
        && CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(_text.AsSpan()), MemoryMarshal.AsBytes(other._text.AsSpan()));

    /// <summary>Whether both are the same secret.</summary>
    /// <param name="left">One secret.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where type and text are equal, or both are null.</returns>
    public static bool operator ==(Secret? left, Secret? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they are different secrets.</summary>
    /// <param name="left">One secret.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where type or text differ.</returns>
    public static bool operator !=(Secret? left, Secret? right) => !(left == right);

    /// <inheritdoc />
    public sealed override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc />
    public sealed override int GetHashCode() => HashCode.Combine(GetType(), _text);
}
