namespace OpenRouterKeys.Fluent.Tests.Leaks;

public class SpecimenTests
{
    public static TheoryData<Type> Types => [.. Specimens.All.Keys];

    public static TheoryData<string> Answers => [.. Endings.Answers.Keys];

    public static TheoryData<string> Floods => [.. Endings.Floods.Keys];

    [Fact]
    public void Every_public_type_is_looked_at() =>
        Assert.Equal(Names(typeof(Secret).Assembly.GetExportedTypes().Except(MemberTests.StaticTypes)), Names(Specimens.All.Keys));

    [Theory]
    [MemberData(nameof(Types))]
    public async Task An_object_shows_no_secret_in_whatever_way_it_is_shown(Type type)
    {
        var specimen = await Specimens.All[type]();

        Assert.IsType(type, specimen, exactMatch: false);
        Leak.IsNotIn(specimen, type.Name);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_end_of_a_call_shows_no_secret_in_whatever_way_it_is_shown(string ending) =>
        Leak.IsNotIn(await Endings.OfAsync(Endings.Answers[ending]), ending);

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task A_failure_that_the_platform_tells_with_the_servers_words_shows_no_secret(string flood) =>
        Leak.IsNotIn(Assert.IsType<KeyOutcomeUnknownException>(await Endings.OfAsync(Endings.Floods[flood])), flood);

    [Fact]
    public void The_views_do_show_what_is_not_a_secret() =>
        Assert.All(Views.Of(new { Plain = Leak.Key }), view => Assert.Throws<Xunit.Sdk.TrueException>(() => Leak.IsNotIn(view.Text, view.Way)));

    private static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(type => type.Name).Order();
}
