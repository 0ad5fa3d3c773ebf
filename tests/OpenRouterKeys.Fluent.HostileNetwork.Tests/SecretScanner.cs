using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Searches for secrets in everything that an exception references, private fields included.</summary>
internal static class SecretScanner
{
    private const int MaxObjects = 100_000;
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> FieldsOf = new();
    private static readonly string[] All = [TestSecrets.ManagementKey, ResponseText.FirstSecret, ResponseText.LaterSecret];

    public static void AssertNotIn(string text) =>
        Assert.DoesNotContain(All, secret => text.Contains(secret, StringComparison.Ordinal));

    /// <summary>The request is the caller's own and is not searched.</summary>
    public static void AssertNotIn(Exception exception, KeyRequest request)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { request };
        var pending = new Queue<(object Value, string Path)>([(exception, exception.GetType().Name)]);
        while (pending.TryDequeue(out var next))
        {
            if (!seen.Add(next.Value))
            {
                continue;
            }

            Assert.True(seen.Count < MaxObjects, $"The exception references too many objects, at {next.Path}.");
            Assert.False(ReadText(next.Value) is { } text && All.Any(secret => text.Contains(secret, StringComparison.Ordinal)), $"There is a secret at {next.Path}.");
            foreach (var (value, name) in ReadReferences(next.Value))
            {
                pending.Enqueue((value, $"{next.Path}.{name}"));
            }
        }
    }

    private static string? ReadText(object value) => value switch
    {
        string text => text,
        char[] text => new(text),
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        Exception => value.ToString(),
        _ => null,
    };

    private static IEnumerable<(object Value, string Name)> ReadReferences(object value) => value switch
    {
        Array array when !array.GetType().GetElementType()!.IsPrimitive => array.Cast<object?>().OfType<object>().Select(item => (item, "[]")),
        Array or string or Pointer or MemberInfo or Assembly or Module or Thread => [],
        _ when value.GetType().IsPrimitive || value.GetType().IsEnum => [],
        _ => FieldsOf.GetOrAdd(value.GetType(), type => [.. FindFields(type)]).Select(field => (Value: field.GetValue(value), field.Name)).Where(reference => reference.Value is not null).Select(reference => (reference.Value!, reference.Name)),
    };

    private static IEnumerable<FieldInfo> FindFields(Type? type) => type is null
        ? []
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(field => !field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
            .Concat(FindFields(type.BaseType));
}
