using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>The management key in a configuration, which may change while the application runs. Thread-safe.</summary>
/// <param name="setting">The setting of the configuration.</param>
/// <param name="variable">The environment variable that is used if the configuration has no key; null: none.</param>
internal sealed class ConfiguredKey(IConfigurationSection setting, string? variable)
{
    private ManagementKey? _lastKey;

    private string? Text => !string.IsNullOrEmpty(setting.Value) || variable is null ? setting.Value : Environment.GetEnvironmentVariable(variable);

    /// <returns>The current key.</returns>
    /// <exception cref="OptionsValidationException">The key was removed from the configuration, or is invalid now.</exception>
    public ManagementKey Get()
    {
        var text = Text;
        var key = _lastKey;
        if (key is null || key.Reveal() != text)
        {
            key = FindProblem(text) is { } problem
                ? throw new OptionsValidationException(setting.Path, typeof(ManagementKey), [problem])
                : ManagementKey.From(text!);
            _lastKey = key;
        }

        return key;
    }

    /// <returns>What is wrong and what to do, without the key; null if there is a valid key.</returns>
    public string? FindProblem() => FindProblem(Text);

    private string? FindProblem(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            var ownVariable = setting.Path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);
            var variables = variable is null ? $"variable {ownVariable}" : $"variables {ownVariable} or {variable}";
            return $"{setting.Path} is missing. Set it in the user secrets (dotnet user-secrets init, then dotnet user-secrets set {setting.Path} <key>) or in the environment {variables}.";
        }

        return LibraryValidation.FindProblem(text) is not { } problem ? null
            : string.IsNullOrEmpty(setting.Value) ? LibraryValidation.AtPath(problem, "The management key", $"The environment variable {variable}")
            : LibraryValidation.AtPath(problem, "The management key", setting.Path);
    }
}
