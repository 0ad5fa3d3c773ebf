using OpenRouterKeys.Cli.Api;

namespace OpenRouterKeys.Cli.Tests;

public sealed class AspNetCoreRuntimeTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    [Fact]
    public void Newest_version_10_beside_the_runtime_is_used()
    {
        foreach (var version in (string[])["9.0.20", "10.0.2", "10.0.12", "10.0.13-preview", "11.0.0"])
        {
            Directory.CreateDirectory(_root[$"shared/Microsoft.AspNetCore.App/{version}"]);
        }

        var runtimes = string.Join(Path.PathSeparator, _root["other/Microsoft.NETCore.App/10.0.12/"], _root["shared/Microsoft.NETCore.App/10.0.12/"], "");

        Assert.Equal(_root["shared/Microsoft.AspNetCore.App/10.0.12"], AspNetCoreRuntime.FindFolder(runtimes));
    }

    [Fact]
    public void Other_versions_are_not_used()
    {
        Directory.CreateDirectory(_root["shared/Microsoft.AspNetCore.App/11.0.0"]);

        Assert.Null(AspNetCoreRuntime.FindFolder(_root["shared/Microsoft.NETCore.App/11.0.0/"]));
        Assert.Null(AspNetCoreRuntime.FindFolder(null));
    }

    public void Dispose() => _root.Dispose();
}
