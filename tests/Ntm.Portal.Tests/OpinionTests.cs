using Microsoft.Playwright;

namespace Ntm.Portal.Tests;

/// <summary>An opinion asked of others: asked, reminded of and answered on the dossier's page, without scripts.</summary>
[Collection(nameof(OnePortal))]
public sealed class OpinionTests(PortalFixture portal)
{
    private const string Question = "Khu trung tâm xã đã có quy hoạch chi tiết chưa?";
    private const string Answer = "Đã phê duyệt quy hoạch chi tiết tháng trước.";

    [Fact]
    public async Task A_question_goes_to_who_is_asked_and_the_answer_comes_back()
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung");
        await using var officer = await portal.SignedInAsync("canbo.xacamhung", width: 390, script: false);
        await officer.GoAsync($"/ho-so/{id}");
        await officer.PressAsync("Xin ý kiến");
        await officer.Page.GetByLabel("Hỏi", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("Lãnh đạo cấp xã");
        await officer.FillAsync("Câu hỏi", Question);
        await officer.FillAsync("Trả lời trong bao nhiêu ngày làm việc", "16");
        await officer.PressAsync("Gửi câu hỏi");
        await Assertions.Expect(officer.Page.Locator(".fault")).ToContainTextAsync("15");
        await Assertions.Expect(officer.Page.GetByLabel("Câu hỏi", new PageGetByLabelOptions { Exact = true })).ToHaveValueAsync(Question);
        await officer.FillAsync("Trả lời trong bao nhiêu ngày làm việc", "3");
        await officer.PressAsync("Gửi câu hỏi");
        await Assertions.Expect(officer.Done).ToContainTextAsync("Đã xong: xin ý kiến phối hợp");

        var section = officer.Page.Locator("section", new PageLocatorOptions { Has = officer.Page.Locator("#y-kien") });
        await Assertions.Expect(section.Locator(".tag")).ToHaveTextAsync("chờ trả lời");
        await officer.PressAsync("Nhắc");
        await Assertions.Expect(officer.Done).ToContainTextAsync("Đã xong: nhắc cho ý kiến");
        await Assertions.Expect(section).ToContainTextAsync("Nhắc lần cuối lúc");
        await Assertions.Expect(section.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        await AnswerAsync();

        await officer.GoAsync($"/ho-so/{id}");
        await Assertions.Expect(section.Locator(".tag")).ToHaveTextAsync("đã trả lời");
        await Assertions.Expect(section).ToContainTextAsync(Answer);
        await officer.UntilAsync("/thong-bao", "Đã có trả lời cho câu hỏi số 1");
        await using var province = await portal.SignedInAsync("lanhdao.tinh");
        await province.GoAsync($"/ho-so/{id}");
        await Assertions.Expect(province.Page.Locator("#y-kien")).ToHaveCountAsync(0);
        Assert.DoesNotContain(Question, await province.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    private async Task AnswerAsync()
    {
        await using var leader = await portal.SignedInAsync("chutich.xacamhung");
        await leader.UntilAsync("/thong-bao", "Xin ý kiến phối hợp về hồ sơ của Xã Cẩm Hưng");
        await leader.GoAsync("/viec-cua-toi");
        await Assertions.Expect(leader.Page.Locator(".jobs li", new PageLocatorOptions { HasText = "Cho ý kiến" })).ToHaveCountAsync(1);
        await leader.MustBeUsableAsync();
        await leader
            .Page.Locator(".jobs li", new PageLocatorOptions { HasText = "Cho ý kiến" })
            .GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Xã Cẩm Hưng" })
            .ClickAsync();
        await leader.MustBeUsableAsync();
        await leader.PressAsync("Trả lời câu hỏi số 1");
        await Assertions.Expect(leader.Page.Locator(".hint")).ToHaveTextAsync($"Câu hỏi: {Question}");
        await leader.FillAsync("Ý kiến", Answer);
        await leader.PressAsync("Gửi câu trả lời");
        await Assertions.Expect(leader.Done).ToContainTextAsync("Đã xong: trả lời xin ý kiến");
        leader.MustBeQuiet();
    }
}
