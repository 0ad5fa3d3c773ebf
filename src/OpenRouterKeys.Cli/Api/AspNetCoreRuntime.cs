using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace OpenRouterKeys.Cli.Api;

/// <summary>ASP.NET Core, which only the simulator uses. The portable build loads it on demand, so that the command starts faster, and without it.</summary>
internal static class AspNetCoreRuntime
{
    // The simulator was compiled for this major version. With another one, a shared assembly may be older than the version that is required.
    private const int Major = 10;

    private static bool _isRegistered;

    /// <summary>Makes ASP.NET Core's assemblies available. Call this before the first use of the simulator.</summary>
    /// <param name="feature">What needs it, for the message.</param>
    /// <exception cref="UsageException">The ASP.NET Core runtime is not installed.</exception>
    public static void Load(string feature)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return; // NativeAOT includes it
        }

        if (!Interlocked.Exchange(ref _isRegistered, true))
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }

        try
        {
            Assembly.Load("Microsoft.AspNetCore.Server.Kestrel.Core");
        }
        catch (FileNotFoundException)
        {
            throw new UsageException($"{feature} needs the ASP.NET Core {Major} runtime. Install it from https://dotnet.microsoft.com/download/dotnet/{Major}.0.");
        }
    }

    /// <summary>Returns the folder with the newest ASP.NET Core beside a runtime.</summary>
    /// <param name="runtimeFolders">The folders of the runtime, separated as in PATH, such as <c>/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/</c>.</param>
    /// <returns>The folder; null: there is none.</returns>
    public static string? FindFolder(string? runtimeFolders) => (runtimeFolders ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.GetFullPath(Path.Combine(folder, "../../Microsoft.AspNetCore.App")))
        .Where(Directory.Exists)
        .SelectMany(Directory.EnumerateDirectories)
        .Select(folder => (Path: folder, Version: Version.TryParse(Path.GetFileName(folder), out var version) ? version : null))
        .Where(folder => folder.Version?.Major == Major)
        .OrderByDescending(folder => folder.Version)
        .FirstOrDefault()
        .Path;

    // The host sets this property to the folder in which it found the runtime. The paths of loaded assemblies have their symbolic links resolved, and
    // another folder may be beside the target of a link.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "NativeAOT does not call this, and no other build is trimmed.")]
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        FindFolder(AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string) is { } folder
        && Path.Combine(folder, name.Name + ".dll") is var file
        && File.Exists(file)
            ? context.LoadFromAssemblyPath(file)
            : null;
}
