namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Code that takes bytes of other people, and what must hold whatever they are.</summary>
internal abstract class FuzzTarget
{
    public static readonly IReadOnlyList<FuzzTarget> All =
        [new CreatedAnswerTarget(), new ErrorBodyTarget(), new RetryAfterTarget(), new RequestJsonTarget()];

    public abstract string Name { get; }

    public abstract IReadOnlyList<byte[]> Seeds { get; }

    public static FuzzTarget Named(string name) => All.Single(target => target.Name == name);

    /// <summary>Throws where a promise is broken, or where the code does.</summary>
    /// <returns>What the code did, in few words: an input that makes it do something new is worth changing further.</returns>
    public abstract string Run(byte[] input);
}
