using System.Reflection;
using System.Text;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Looks for secrets in all that can be got at from an object by its fields, private ones too, and in what it says of itself.</summary>
internal static class Secrets
{
    private const int MostObjects = 100_000;
    private static readonly string[] All = [TestSecrets.ManagementKey, Texts.FirstSecret, Texts.LaterSecret];

    public static void AssertNotIn(string text) =>
        Assert.DoesNotContain(All, secret => text.Contains(secret, StringComparison.Ordinal));

    /// <summary>The request is the caller's own, and is not looked at.</summary>
    public static void AssertNotIn(Exception exception, KeyRequest request)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { request };
        var open = new Queue<(object Value, string Path)>([(exception, exception.GetType().Name)]);
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next.Value))
            {
                continue;
            }

            Assert.True(seen.Count < MostObjects, $"Too much hangs on the exception, at {next.Path}.");
            Assert.False(Text(next.Value) is { } text && All.Any(secret => text.Contains(secret, StringComparison.Ordinal)), $"A secret stands at {next.Path}.");
            foreach (var (value, name) in Parts(next.Value))
            {
                open.Enqueue((value, $"{next.Path}.{name}"));
            }
        }
    }

    private static string? Text(object value) => value switch
    {
        string text => text,
        char[] text => new(text),
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        Exception => value.ToString(),
        _ => null,
    };

    private static IEnumerable<(object Value, string Name)> Parts(object value) => value switch
    {
        Array array when !array.GetType().GetElementType()!.IsPrimitive => array.Cast<object?>().OfType<object>().Select(item => (item, "[]")),
        Array or string or Pointer or MemberInfo or Assembly or Module or Thread => [],
        _ when value.GetType().IsPrimitive || value.GetType().IsEnum => [],
        _ => Fields(value.GetType()).Select(field => (Value: field.GetValue(value), field.Name)).Where(part => part.Value is not null).Select(part => (part.Value!, part.Name)),
    };

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null
        ? []
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(field => !field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
            .Concat(Fields(type.BaseType));
}
