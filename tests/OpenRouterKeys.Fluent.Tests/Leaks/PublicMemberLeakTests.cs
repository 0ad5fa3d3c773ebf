using System.Reflection;
using FluentValidation;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>Calls every public member with secrets as arguments.</summary>
public class PublicMemberLeakTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // These return the secret or the caller's own input on purpose.
    private static readonly string[] AllowedMembers =
    [
        "Secret.Reveal", "KeyRequest.Name", "KeyRequest.CreatorUserId", "KeyRequest.ExternalUser", "KeyRequest.ToJson", "KeyUpdate.ToJson", "KeyUpdate.ApplyTo",
        "KeyPolicy.FromFile", // the path
    ];

    private static readonly OpenRouterKeysOptions OptionsWithoutServer = OutcomeCases.SingleAttempt with { BaseAddress = new("http://127.0.0.1:1") };

    public static IEnumerable<Type> StaticTypes => typeof(Secret).Assembly.GetExportedTypes().Where(type => type is { IsAbstract: true, IsSealed: true });

    public static TheoryData<Type> Types => [.. PublicTypeInstances.All.Keys, .. StaticTypes];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Public_member_does_not_return_a_secret(Type type)
    {
        var instance = PublicTypeInstances.All.TryGetValue(type, out var create) ? await create() : null;
        foreach (var member in type.GetMembers(Declared).OfType<MethodBase>().Where(IsCalled))
        {
            var name = $"{type.Name}.{member.Name.Replace("get_", "", StringComparison.Ordinal)}";
            var result = await CallAsync(member, member.IsStatic || member.IsConstructor ? null : instance);
            if (result is not null && !AllowedMembers.Contains(name))
            {
                LeakAssert.NoSecretIn(result, name);
            }
        }
    }

    [Fact]
    public void Member_that_may_return_a_secret_exists() =>
        Assert.All(AllowedMembers, name => Assert.NotEmpty(PublicTypeInstances.All.Keys.Single(type => type.Name == name.Split('.')[0]).GetMember(name.Split('.')[1])));

    // Excluded are constructors of exceptions and of PolicyBinding, and setters, whose text is the caller's own, and members with span or by-reference
    // parameters, which reflection cannot call. JsonConverterLeakTests covers those of the JSON converters.
    private static bool IsCalled(MethodBase member) =>
        !(member.IsConstructor && (member.DeclaringType!.IsAbstract || member.DeclaringType.IsAssignableTo(typeof(Exception)) || member.DeclaringType == typeof(PolicyBinding)))
        && !member.Name.StartsWith("set_", StringComparison.Ordinal)
        && !member.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike || parameter.ParameterType.IsByRef);

    private static async Task<object?> CallAsync(MethodBase member, object? instance)
    {
        object?[] arguments = [.. member.GetParameters().Select(Argument)];
        try
        {
            var result = member is ConstructorInfo constructor ? constructor.Invoke(arguments) : member.Invoke(instance, arguments);
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
        var type when type == typeof(string) => RawServer.Secret,
        var type when type == typeof(object) => RawServer.Secret,
        var type when type == typeof(IOpenRouterKeysClient) => new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), OptionsWithoutServer),
        var type when PublicTypeInstances.All.TryGetValue(type, out var create) => create().GetAwaiter().GetResult(),
        var type when type == typeof(System.Buffers.IBufferWriter<byte>) => new System.Buffers.ArrayBufferWriter<byte>(),
        var type when type == typeof(HttpMessageHandler) => new SocketsHttpHandler(),
        var type when type == typeof(ValidationContext<KeyRequest>) => new ValidationContext<KeyRequest>(KeyRequest.Named(RawServer.Secret)),
        var type when type == typeof(Func<KeyUpdate, KeyUpdate>) => (KeyUpdate update) => update.WithName(RawServer.Secret),
        var type when type == typeof(Func<CreatedKey, CancellationToken, Task>) => (Func<CreatedKey, CancellationToken, Task>)OutcomeCases.ThrowWithSecretAsync,
        var type when type == typeof(IEnumerable<KeyRequest>) => new[] { KeyRequest.Named(RawServer.Secret) },
        { IsValueType: true } type when Nullable.GetUnderlyingType(type) is null => Activator.CreateInstance(type),
        _ => null,
    };
}
