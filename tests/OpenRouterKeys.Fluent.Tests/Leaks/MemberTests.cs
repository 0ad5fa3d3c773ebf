using System.Reflection;
using FluentValidation;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>Every public member is called with secrets wherever it takes text.</summary>
public class MemberTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>They give what the caller asks for by name: the secret; a request or a change as it was given, and as it is sent.</summary>
    private static readonly string[] Giving = ["Secret.Reveal", "KeyRequest.Name", "KeyRequest.CreatorUserId", "KeyRequest.ToJson", "KeyUpdate.ToJson", "KeyUpdate.ApplyTo"];

    /// <summary>Those that have no object, but members.</summary>
    public static IEnumerable<Type> StaticTypes => typeof(Secret).Assembly.GetExportedTypes().Where(type => type is { IsAbstract: true, IsSealed: true });

    public static TheoryData<Type> Types => [.. Specimens.All.Keys, .. StaticTypes];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_member_gives_no_secret_but_by_its_name(Type type)
    {
        var specimen = Specimens.All.TryGetValue(type, out var make) ? await make() : null;
        foreach (var member in type.GetMembers(Declared).OfType<MethodBase>().Where(IsCalled))
        {
            var where = $"{type.Name}.{member.Name.Replace("get_", "", StringComparison.Ordinal)}";
            var result = await CallAsync(member, member.IsStatic || member.IsConstructor ? null : specimen);
            if (result is not null && !Giving.Contains(where))
            {
                Leak.IsNotIn(result, where);
            }
        }
    }

    [Fact]
    public void What_gives_a_secret_by_its_name_exists() =>
        Assert.All(Giving, name => Assert.NotEmpty(Specimens.All.Keys.Single(type => type.Name == name.Split('.')[0]).GetMember(name.Split('.')[1])));

    // An exception's text is its maker's own; a setter's value too. Spans cannot be handed over by reflection, and converters are tested
    // as serializers call them.
    private static bool IsCalled(MethodBase member) =>
        !(member.IsConstructor && (member.DeclaringType!.IsAbstract || member.DeclaringType.IsAssignableTo(typeof(Exception))))
        && !member.Name.StartsWith("set_", StringComparison.Ordinal)
        && !member.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike || parameter.ParameterType.IsByRef);

    private static async Task<object?> CallAsync(MethodBase member, object? specimen)
    {
        object?[] arguments = [.. member.GetParameters().Select(Argument)];
        try
        {
            var result = member is ConstructorInfo constructor ? constructor.Invoke(arguments) : member.Invoke(specimen, arguments);
            if (result is not Task task)
            {
                return result;
            }

            await task;
            return task.GetType().GetProperty("Result")?.GetValue(task);
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException;
        }
        catch (Exception exception) when (exception is OpenRouterKeysException or ObjectDisposedException or ArgumentException)
        {
            return exception;
        }
    }

    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => Leak.Key,
        var type when type == typeof(object) => Leak.Key,
        var type when type == typeof(IOpenRouterKeysClient) => new OpenRouterKeysClient(ManagementKey.From(Leak.ManagementKey), Endings.Once),
        var type when Specimens.All.TryGetValue(type, out var specimen) => specimen().GetAwaiter().GetResult(),
        var type when type == typeof(System.Buffers.IBufferWriter<byte>) => new System.Buffers.ArrayBufferWriter<byte>(),
        var type when type == typeof(HttpMessageHandler) => new SocketsHttpHandler(),
        var type when type == typeof(ValidationContext<KeyRequest>) => new ValidationContext<KeyRequest>(KeyRequest.Named(Leak.Key)),
        var type when type == typeof(Func<KeyUpdate, KeyUpdate>) => (KeyUpdate change) => change.WithName(Leak.Key),
        var type when type == typeof(Func<CreatedKey, CancellationToken, Task>) => (Func<CreatedKey, CancellationToken, Task>)Endings.TellAsync,
        var type when type == typeof(IEnumerable<KeyRequest>) => new[] { KeyRequest.Named(Leak.Key) },
        { IsValueType: true } type when Nullable.GetUnderlyingType(type) is null => Activator.CreateInstance(type),
        _ => null,
    };
}
