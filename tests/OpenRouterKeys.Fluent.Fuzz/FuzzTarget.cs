namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Code that reads untrusted bytes, and the checks that every input must pass.</summary>
internal abstract class FuzzTarget
{
    public static readonly IReadOnlyList<FuzzTarget> All =
        [new CreationResponseTarget(), new ErrorBodyTarget(), new RetryAfterTarget(), new RequestJsonTarget()];

    public abstract string Name { get; }

    public abstract IReadOnlyList<byte[]> Seeds { get; }

    public static FuzzTarget ByName(string name) => All.Single(target => target.Name == name);

    /// <summary>Runs the code with one input. Throws if a check fails or the code throws.</summary>
    /// <returns>A short description of the behavior. An input with a new behavior is kept and mutated further.</returns>
    public abstract string Run(byte[] input);
}
