namespace Ntm.Dossier.Tests.Domain.Paths;

/// <summary>What a drawing of a path is made of.</summary>
public sealed class PathNextTests
{
    [Fact]
    public void A_fork_leads_to_each_of_its_branches_and_each_of_them_past_the_join()
    {
        var path = PathFiles.Read("xa-ntm-2-cap-v2");

        Assert.Equal(["province-appraisal", "satisfaction-survey"], path.NextOf(path.StageOf("commune-submission"), back: false).Order());
        Assert.Equal(["council-vote"], path.NextOf(path.StageOf("province-appraisal"), back: false).Where(key => key == "council-vote"));
        Assert.Equal(["council-vote"], path.NextOf(path.StageOf("satisfaction-survey"), back: false));
    }

    [Theory]
    [InlineData("xa-ntm-3-cap")]
    [InlineData("xa-ntm-2-cap")]
    [InlineData("xa-ntm-2-cap-v2")]
    [InlineData("duy-tri-xa")]
    public void Every_stage_but_the_first_is_reached_from_another_and_none_follows_itself(string key)
    {
        var path = PathFiles.Read(key);
        var following = path.Stages.SelectMany(stage => path.NextOf(stage, back: false)).ToHashSet();

        var reached = following.Concat(path.Stages.SelectMany(stage => path.NextOf(stage, back: true))).ToHashSet();
        Assert.Equal([path.Start], path.Stages.Select(stage => stage.Key).Where(stage => !reached.Contains(stage)));
        Assert.All(path.Stages, stage => Assert.DoesNotContain(stage.Key, path.NextOf(stage, back: false)));
    }

    [Fact]
    public void What_sends_a_dossier_back_is_no_way_on()
    {
        var path = PathFiles.Read("xa-ntm-2-cap-v2");
        var review = path.StageOf("province-appraisal");

        var back = path.NextOf(review, back: true);

        Assert.NotEmpty(back);
        Assert.Empty(back.Intersect(path.NextOf(review, back: false)));
    }
}
