using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>A project that references the library, of files with ordinary code and any number of valid four-step chains.</summary>
internal sealed class GeneratedProject
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !path.Contains("Analyzers", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly string[] _texts;
    private readonly SyntaxTree[] _trees;

    public GeneratedProject(int files, int chainsPerFile)
    {
        _texts = [.. Enumerable.Range(0, files).Select(n => CreateSource(n, chainsPerFile))];
        _trees = Parse();
        Calls = _trees.Sum(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Count());
    }

    /// <summary>The number of calls in all files.</summary>
    public int Calls { get; }

    public SyntaxTree[] Parse() => [.. _texts.Select(text => CSharpSyntaxTree.ParseText(text))];

    /// <summary>Creates a compilation. Use a new one for each measurement, because a compilation caches what it has bound.</summary>
    public CSharpCompilation Compile() => Compile(_trees);

    public static CSharpCompilation Compile(SyntaxTree[] trees) =>
        CSharpCompilation.Create("Generated", trees, References, new(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));

    private static string CreateSource(int n, int chains) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Shop.Orders{{n}};

        /// <summary>An order.</summary>
        public sealed record Order(int Id, string Customer, decimal Total)
        {
            public bool IsLarge => Total > {{n}}m;
        }

        public sealed class OrderService(Func<int, CancellationToken, Task<Order?>> find, TextWriter log)
        {
            private readonly Dictionary<int, Order> _known = new();

            public async Task<Order> GetAsync(int id, CancellationToken cancellationToken = default)
            {
                if (_known.TryGetValue(id, out var known))
                {
                    return known;
                }

                var found = await find(id, cancellationToken).ConfigureAwait(false);
                if (found is null)
                {
                    throw new InvalidOperationException($"There is no order {id} in shop {{n}}.");
                }

                _known.Add(id, found);
                await log.WriteLineAsync($"{found.Customer}: {found.Total:F2}");
                return found;
            }

            public string Describe(Order order) => order switch
            {
                { Total: 0m } => "free",
                { IsLarge: true } => $"large, of {order.Customer.Trim().ToUpperInvariant()}",
                _ => "of " + order.Customer,
            };

            public static object Key() => "customer-{{n}}".Trim().ToUpperInvariant().Replace('A', 'B').PadLeft(20);
        {{string.Concat(Enumerable.Range(0, chains).Select(chain => CreateChain(n, chain)))}}}
        """);

    private static string CreateChain(int n, int chain) => string.Create(CultureInfo.InvariantCulture, $"""
            public static object Key{chain}() =>
                OpenRouterKeys.Fluent.KeyRequest.Named("customer-{n}").Limit({n}m).ResetsMonthly().IncludesByok().CreatedBy("u");

        """);
}
