using Ntm.Planning.Domain.Warnings;
using Content = System.Func<Ntm.Planning.Domain.Content.PlanContent, Ntm.Planning.Domain.Content.PlanContent>;

namespace Ntm.Planning.Tests.Warnings;

/// <summary>Both sides of a rule: a change of the clean plan that it warns about, and one like it that it does not.</summary>
/// <param name="Kind">Code of the warning.</param>
/// <param name="Rows">Rows that it names, with <c>;</c> between.</param>
/// <param name="Raises">Change that it warns about.</param>
/// <param name="Quiet">Change like it that it does not warn about.</param>
internal sealed record RuleCase(string Kind, string Rows, Content Raises, Content Quiet)
{
    /// <summary>What is around the content; as for the clean plan when null.</summary>
    public Func<WarningContext, WarningContext>? Around { get; init; }
}
