using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.PackageTests;

/// <summary>The other packages and the command work with a library of another version, because they use its public members only.</summary>
public sealed class MixedVersionTests
{
    private const string DependencyInjection = "OpenRouterKeys.Fluent.DependencyInjection";
    private const string Simulator = "OpenRouterKeys.Fluent.Testing";
    private const string Command = "OpenRouterKeys.Cli";

    [Theory]
    [InlineData(DependencyInjection)]
    [InlineData(Simulator)]
    [InlineData(Command)]
    public void Referenced_types_and_members_of_the_library_are_public(string assembly)
    {
        var members = GetReferencedMembers(Assembly.Load(assembly).ManifestModule);

        Assert.NotEmpty(members);
        Assert.All(members, member => Assert.True(IsPublic(member), $"{member.DeclaringType}.{member.Name} is not public."));
    }

    [Theory]
    [InlineData(NextVersion.LibraryName)]
    [InlineData(DependencyInjection)]
    [InlineData(Simulator)]
    [InlineData(Command)]
    public void Internals_are_visible_to_tests_and_benchmarks_only(string assembly) => Assert.All(
        Assembly.Load(assembly).GetCustomAttributes<InternalsVisibleToAttribute>(),
        attribute => Assert.Matches(@"\.(Tests|Fuzz|Benchmarks)$", attribute.AssemblyName));

    [Fact]
    public async Task Host_and_simulator_run_with_next_version()
    {
        var host = new NextVersionContext().LoadFromAssemblyPath(typeof(Host).Assembly.Location).GetType(typeof(Host).FullName!)!;

        Assert.Equal(
            ["9.1.0.0", "ci-bot 5 Monthly", "Healthy", "OpenRouterKeys:MaxAttempts is less than 1. Use 1 or more."],
            await (Task<string[]>)host.GetMethod(nameof(Host.RunAsync))!.Invoke(null, null)!);
    }

    [Fact]
    public async Task Command_runs_with_next_version()
    {
        using var folder = new CommandFolder();
        await File.WriteAllTextAsync(folder.GetPath("keys.csv"), "name,limit,limit_reset\nci-bot,5,monthly\n", TestContext.Current.CancellationToken);

        var applied = await folder.RunAsync("apply", "keys.csv", "--secrets-to", "secrets", "--simulator=state.json");
        var listed = await folder.RunAsync("list", "--json", "--simulator=state.json");

        Assert.True(applied.ExitCode == 0 && listed.ExitCode == 0, applied.Output + listed.Output);
        Assert.Contains("\"name\":\"ci-bot\"", listed.Output, StringComparison.Ordinal);
    }

    private static List<MemberInfo> GetReferencedMembers(Module module)
    {
        using var portable = new PEReader(File.OpenRead(module.FullyQualifiedName));
        var metadata = portable.GetMetadataReader();
        var types = metadata.TypeReferences.Select(type => (MemberInfo)module.ResolveType(MetadataTokens.GetToken(type)));

        // The library has no generic types, so the others have a type specification as their parent.
        var members = metadata.MemberReferences
            .Where(member => metadata.GetMemberReference(member).Parent.Kind == HandleKind.TypeReference)
            .Select(member => module.ResolveMember(MetadataTokens.GetToken(member))!);
        return [.. types.Concat(members).Where(member => member.Module.Assembly == typeof(KeyInfo).Assembly)];
    }

    private static bool IsPublic(MemberInfo member) => member switch
    {
        Type type => type.IsVisible,
        MethodBase method => method.DeclaringType!.IsVisible && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly),
        FieldInfo field => field.DeclaringType!.IsVisible && field.IsPublic,
        _ => false,
    };

    /// <summary>Runs in <see cref="NextVersionContext"/>.</summary>
    public static class Host
    {
        public static async Task<string[]> RunAsync()
        {
            await using var simulator = await OpenRouterSimulator.StartAsync();
            await using var services = CreateServices(simulator, maxAttempts: 3);
            var request = services.GetRequiredKeyedService<KeyRequest>("tier").WithName("ci-bot");
            var created = await services.GetRequiredService<IOpenRouterKeysClient>().CreateAsync(request);
            var health = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
            await using var invalid = CreateServices(simulator, maxAttempts: 0);
            return
            [
                typeof(OpenRouterKeysClient).Assembly.GetName().Version!.ToString(),
                $"{created.Info.Name} {simulator.Keys.Single().LimitUsd} {created.Info.LimitReset}",
                health.Status.ToString(),
                Assert.Throws<OptionsValidationException>(invalid.GetRequiredService<IOpenRouterKeysClient>).Message,
            ];
        }

        private static ServiceProvider CreateServices(OpenRouterSimulator simulator, int maxAttempts)
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["OpenRouterKeys:ManagementKey"] = simulator.ManagementKey.Reveal(),
                ["OpenRouterKeys:BaseAddress"] = simulator.BaseAddress.AbsoluteUri,
                ["OpenRouterKeys:MaxAttempts"] = $"{maxAttempts}",
                ["OpenRouterKeys:Templates:tier:limit"] = "5",
                ["OpenRouterKeys:Templates:tier:limit_reset"] = "monthly",
            });
            var services = new ServiceCollection();
            services.AddHealthChecks().AddOpenRouterKeys();
            services.AddOpenRouterKeys(configuration.Build().GetSection("OpenRouterKeys"));
            return services.BuildServiceProvider();
        }
    }

    /// <summary>Loads these tests and the packages again, with the next version of the library.</summary>
    private sealed class NextVersionContext() : AssemblyLoadContext(null)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == NextVersion.LibraryName ? LoadFromStream(new MemoryStream(NextVersion.Create()))
            : assemblyName.Name!.StartsWith("OpenRouterKeys.", StringComparison.Ordinal)
                ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"))
            : null;
    }

    /// <summary>A copy of the command with the next version of the library.</summary>
    private sealed class CommandFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openrouter-keys-command-");

        public CommandFolder()
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
            {
                File.Copy(file, GetPath(Path.GetFileName(file)));
            }

            File.WriteAllBytes(GetPath(NextVersion.LibraryName + ".dll"), NextVersion.Create());
        }

        public string GetPath(string file) => Path.Combine(_folder.FullName, file);

        public Task<DotNetCommand> RunAsync(params IEnumerable<string> args) =>
            DotNetCommand.RunProgramAsync(_folder.FullName, [GetPath(Command + ".dll"), .. args]);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
