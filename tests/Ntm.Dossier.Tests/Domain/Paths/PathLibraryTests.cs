using Ntm.Dossier.Domain.Paths;

namespace Ntm.Dossier.Tests.Domain.Paths;

public sealed class PathLibraryTests
{
    private static readonly Dictionary<string, string> Shipped = PathFiles.Keys.ToDictionary(key => key + ".json", PathFiles.Text);

    [Theory]
    [InlineData("xa-ntm", "2023-03-01", "xa-ntm-3-cap")]
    [InlineData("xa-ntm-nang-cao", "2025-06-30", "xa-ntm-3-cap")]
    [InlineData("xa-ntm", "2025-07-01", "xa-ntm-2-cap")]
    [InlineData("xa-ntm-nang-cao", "2026-01-15", "xa-ntm-2-cap")]
    public void The_path_follows_from_the_title_and_the_legal_day(string title, string day, string expected)
    {
        Assert.Equal(expected, PathLibrary.Read(Shipped).Choose(title, DateOnly.Parse(day, null))?.Key);
    }

    [Theory]
    [InlineData("2026-02-14", 1)]
    [InlineData("2026-02-15", 2)]
    public void From_15_February_2026_the_path_is_the_one_with_a_confirmed_procedure(string day, int version)
    {
        var path = PathLibrary.Read(Shipped).Choose("xa-ntm", DateOnly.Parse(day, null))!;

        Assert.Equal(("xa-ntm-2-cap", version, version == 2), (path.Key, path.Version, path.NeedsProcedure));
    }

    [Theory]
    [InlineData("huyen-ntm", "2023-03-01")]
    [InlineData("xa-ntm", "2016-12-29")]
    public void There_is_no_path_for_an_unknown_title_or_a_day_before_the_first_rule(string title, string day)
    {
        Assert.Null(PathLibrary.Read(Shipped).Choose(title, DateOnly.Parse(day, null)));
    }

    [Fact]
    public void A_new_dossier_takes_the_newest_version_and_a_running_one_keeps_its_own()
    {
        var files = new Dictionary<string, string>(Shipped)
        {
            ["v2.json"] = PathFiles.Text("xa-ntm-3-cap").Replace("\"version\": 1,\n  \"isLatest\"", "\"version\": 2,\n  \"isLatest\""),
        };
        var library = PathLibrary.Read(files);

        Assert.Equal(2, library.Choose("xa-ntm", new DateOnly(2023, 3, 1))!.Version);
        Assert.Equal(1, library.Get(PathFiles.Used("xa-ntm-3-cap")).Version);
    }

    [Fact]
    public void A_version_is_its_number_and_the_content_of_its_file()
    {
        var changed = new Dictionary<string, string>(Shipped)
        {
            ["xa-ntm-3-cap.json"] = Shipped["xa-ntm-3-cap.json"].Replace("Thẩm tra cấp huyện", "Thẩm tra của huyện"),
        };
        var used = PathFiles.Used("xa-ntm-3-cap");

        Assert.Null(PathLibrary.Read(Shipped).FaultOf(used));
        Assert.Contains("nội dung tệp đã đổi", PathLibrary.Read(changed).FaultOf(used)!.Message);
        Assert.Contains("không còn tệp", PathLibrary.Read(Shipped).FaultOf(used with { Version = 7 })!.Message);
        Assert.Equal(used.Hash, PathReader.Read(Shipped["xa-ntm-3-cap.json"].ReplaceLineEndings("\r\n")).Path!.Hash);
    }

    [Fact]
    public void Faults_of_all_files_are_named_together()
    {
        var files = new Dictionary<string, string> { ["a.json"] = "{}", ["b.json"] = "oops" };

        var fault = Assert.Throws<PathFaultsException>(() => PathLibrary.Read(files));

        Assert.Contains("a.json: definitionId", fault.Message);
        Assert.Contains("b.json: $", fault.Message);
    }

    [Fact]
    public void Two_paths_in_force_for_one_title_on_one_day_are_refused()
    {
        var files = new Dictionary<string, string>(Shipped)
        {
            ["xa-ntm-2-cap.json"] = PathFiles.Text("xa-ntm-2-cap").Replace("2025-07-01", "2025-06-30"),
        };

        Assert.Contains("cùng có hiệu lực", Assert.Throws<PathFaultsException>(() => PathLibrary.Read(files)).Message);
    }

    [Fact]
    public void An_installation_without_paths_does_not_start()
    {
        Assert.Throws<PathFaultsException>(() => PathLibrary.Read(new Dictionary<string, string>()));
    }
}
