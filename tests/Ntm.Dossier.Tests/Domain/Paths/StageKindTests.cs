using Ntm.Assessment.Features;
using Ntm.Dossier.Domain.Paths;

namespace Ntm.Dossier.Tests.Domain.Paths;

public sealed class StageKindTests
{
    /// <summary>What the assessment service does not know it keeps for a later version of itself, and so never settles.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_assessment_service_knows_every_kind_of_stage(string kind) =>
        Assert.Equal(kind is "SelfAssessment" or "Preparation" or "Survey", StageKinds.AreOurs(kind));

    public static TheoryData<string> Kinds() => [.. Enum.GetNames<StageKind>()];
}
