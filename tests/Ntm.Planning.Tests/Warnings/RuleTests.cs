using System.Reflection;
using Ntm.Planning.Domain.Warnings;

namespace Ntm.Planning.Tests.Warnings;

/// <summary>Both sides of every rule, on a plan that raises none.</summary>
public sealed class RuleTests
{
    private static readonly IReadOnlyList<RuleCase> Cases = [.. HeadCases.All, .. TargetCases.All, .. TimeCases.All, .. TaskCases.All];

    public static TheoryData<int, string> Numbers
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (each, index) in Cases.Select((each, index) => (each, index)))
            {
                data.Add(index, each.Kind);
            }

            return data;
        }
    }

    [Fact]
    public void A_clean_plan_raises_none() => Assert.Empty(CleanPlan.Warnings(CleanPlan.Content));

    [Fact]
    public void A_plan_with_a_head_alone_raises_only_what_it_lacks()
    {
        var bare = new PlanContent
        {
            Header = CleanPlan.Content.Header with { ParentNumber = null, ParentId = null, ParentIssuedOn = null, Recipients = [] },
            Periods = CleanPlan.Content.Periods,
            Bodies = CleanPlan.Content.Bodies,
        };

        var kinds = CleanPlan.Warnings(bare, plan => plan with { Parent = null }).Select(warning => warning.Kind);

        Assert.Equal(["parent-missing"], kinds);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_rule_warns_about_its_rows(int number, string kind)
    {
        var rule = Cases[number];
        var rows = CleanPlan.Warnings(rule.Raises(CleanPlan.Content), rule.Around).Where(warning => warning.Kind == kind);

        Assert.Contains(rule.Rows, rows.Select(warning => string.Join(';', warning.Rows)));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_rule_does_not_warn_about_what_only_looks_like_it(int number, string kind)
    {
        var rule = Cases[number];

        Assert.DoesNotContain(CleanPlan.Warnings(rule.Quiet(CleanPlan.Content), rule.Around), warning => warning.Kind == kind);
    }

    [Fact]
    public void Every_rule_is_registered_and_warns_in_some_case()
    {
        var methods = typeof(PlanWarnings)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(PlanWarnings).Namespace && type.Name.EndsWith("Warnings", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(IEnumerable<PlanWarning>));
        var silent = PlanWarnings.Rules.Where(rule => !Cases.Any(each => Warns(rule, each))).Select(rule => rule.Method);

        Assert.Equal(Names(methods), Names(PlanWarnings.Rules.Select(rule => rule.Method)));
        Assert.Empty(Names(silent));
    }

    [Fact]
    public void A_message_names_the_first_rows_and_counts_the_others() =>
        Assert.Equal("1, 2, 3, 4, 5, 6, 7, 8 và 2 dòng khác", PlanWarning.Names(Enumerable.Range(1, 10).Select(number => $"{number}")));

    private static IReadOnlyList<string> Names(IEnumerable<MethodInfo> methods) =>
        [.. methods.Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Order(StringComparer.Ordinal)];

    private static bool Warns(Func<WarningContext, IEnumerable<PlanWarning>> rule, RuleCase each)
    {
        var found = false;
        CleanPlan.Warnings(
            each.Raises(CleanPlan.Content),
            plan =>
            {
                var around = each.Around is null ? plan : each.Around(plan);
                found = rule(around).Any();
                return around;
            }
        );
        return found;
    }
}
