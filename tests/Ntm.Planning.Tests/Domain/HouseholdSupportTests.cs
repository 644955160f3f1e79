using System.Text;
using System.Text.Json;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Domain.Supports;
using Ntm.Web;

namespace Ntm.Planning.Tests.Domain;

/// <summary>The households are made up.</summary>
public sealed class HouseholdSupportTests
{
    private static readonly string[] Acts = ["design", "approve", "pay", "reject", "withdraw", "repay"];

    /// <summary>The acts that lead to each state, and what may follow.</summary>
    private static readonly Dictionary<string, string[]> Next = new()
    {
        [""] = ["design", "reject", "withdraw"],
        ["design"] = ["approve", "reject", "withdraw"],
        ["design approve"] = ["pay", "withdraw"],
        ["design approve pay"] = ["repay"],
        ["design approve pay repay"] = [],
        ["design reject"] = [],
        ["design approve withdraw"] = [],
    };

    public static TheoryData<string, string> EveryActInEveryState =>
        new(Next.Keys.SelectMany(state => Acts.Select(act => new TheoryDataRow<string, string>(state, act))));

    [Theory]
    [MemberData(nameof(EveryActInEveryState))]
    public void An_act_fits_the_state_or_is_refused_and_changes_nothing(string before, string act)
    {
        var support = Entered();
        foreach (var step in before.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.False(Do(support, step).Refused);
        }

        var state = StateOf(support);
        var result = Do(support, act);

        if (Next[before].Contains(act))
        {
            Assert.Equal((false, state.Version + 1), (result.Refused, support.Version));
            return;
        }

        var code = act switch
        {
            "approve" when before.Length == 0 => "planning.design_not_confirmed",
            "design" or "approve" => "planning.support_not_entered",
            "pay" => "planning.support_not_approved",
            _ => "planning.support_state",
        };
        Assert.Equal((code, ErrorKind.Conflict), (result.Errors.Single().Code, result.Errors.Single().Kind));
        Assert.Equal(state, StateOf(support));
    }

    [Theory]
    [InlineData("leader-2", null, false)]
    [InlineData("officer-1", null, true)]
    [InlineData("leader-2", "officer-1", true)]
    [InlineData("deputy-1", null, true)]
    public void Neither_account_of_who_entered_it_approves(string by, string? inPlaceOf, bool refused)
    {
        var support = Entered("officer-1", "deputy-1");
        support.ConfirmDesign(By());

        var result = support.Approve(By(by, inPlaceOf));

        Assert.Equal(refused, result.Refused);
        Assert.Equal(refused ? "planning.own_entry" : null, result.Refused ? result.Errors.Single().Code : null);
        Assert.Equal(refused ? SupportState.Entered : SupportState.Approved, support.State);
    }

    [Theory]
    [InlineData("YQ-017", "yq 017", true)]
    [InlineData("YQ-017", " Yq017 ", true)]
    [InlineData("YQ-017", "YQ/0.17", true)]
    [InlineData("Đ-1", "d1", true)]
    [InlineData("YQ-017", "YQ-17", false)]
    [InlineData("YQ-017", "YQ-0171", false)]
    public void A_code_is_the_same_in_another_spelling(string one, string other, bool same) =>
        Assert.Equal(same, Household.CodeKeyOf(one) == Household.CodeKeyOf(other));

    [Theory]
    [InlineData("Nguyễn Văn Đức", "Xóm 3", "NGUYEN VAN DUC", "xom 3", true)]
    [InlineData("Nguyễn Văn Đức", "Xóm 3, cạnh đình", "Nguyễn  Văn  Đức", "Xóm 3 (cạnh đình)", true)]
    [InlineData("Nguyễn Văn Đức", "Xóm 3", "Nguyễn Văn Đức", "Xóm 4", false)]
    [InlineData("Nguyễn Văn Đức", "Xóm 3", "Nguyễn Văn", "Đức Xóm 3", false)]
    public void A_name_is_the_same_in_another_spelling_at_the_same_address(
        string one,
        string place,
        string other,
        string otherPlace,
        bool same
    )
    {
        Assert.Equal(same, Household.NameKeyOf(one, place) == Household.NameKeyOf(other, otherPlace));
        Assert.Equal(Household.NameKeyOf(one, place), Household.NameKeyOf(one.Normalize(NormalizationForm.FormD), place));
    }

    [Fact]
    public void The_audit_chain_gets_a_seal_that_nobody_can_guess()
    {
        var support = Entered();
        var (first, second) = (Of(support), Of(support));
        var text = JsonSerializer.Serialize(first.AuditContent());

        Assert.DoesNotContain("Đức", text, StringComparison.Ordinal);
        Assert.DoesNotContain("YQ", text, StringComparison.Ordinal);
        Assert.NotEqual(text, JsonSerializer.Serialize(second.AuditContent()));
        first.Release();
        Assert.Equal((null, null), (first.CodeKey, first.NameKey));
        Assert.NotEqual(text, JsonSerializer.Serialize(first.AuditContent()));

        static Household Of(HouseholdSupport of) => Household.Of(of, "YQ-017", "Đức", "Xóm 3");
    }

    private static Result<RecordStep> Do(HouseholdSupport support, string act) =>
        act switch
        {
            "design" => support.ConfirmDesign(By()),
            "approve" => support.Approve(By("leader-1")),
            "pay" => support.Pay("PC-031", new DateOnly(2023, 3, 1), Guid.CreateVersion7(), By()),
            "reject" => support.Reject("Không đủ điều kiện", By("leader-1")),
            "withdraw" => support.Withdraw("Hộ xin rút", By()),
            _ => support.Repay("Thu hồi theo PT-02", By()),
        };

    private static (SupportState, bool, string?, DateOnly?, Guid?, int Version) StateOf(HouseholdSupport row) =>
        (row.State, row.DesignConfirmed, row.Voucher, row.PaidOn, row.EntryId, row.Version);

    private static HouseholdSupport Entered(params string[] by)
    {
        var support = new HouseholdSupport
        {
            Id = Guid.CreateVersion7(),
            PlanId = Guid.CreateVersion7(),
            Fund = "F04",
            CommunePath = "42/439/18175",
            UnitCode = "18175-01",
            UnitName = "Thôn Một",
            UnitPath = "42/439/18175/18175-01",
            Number = 1,
            Category = "hộ nghèo",
            Amount = 1_000_000,
            SortKey = "",
            EnteredBy = by.Length == 0 ? ["officer-1"] : by,
        };
        support.Enter(By());
        return support;
    }

    private static Act By(string account = "officer-1", string? inPlaceOf = null) =>
        new(account, "Cán bộ", PlanningPlatform.Start, inPlaceOf);
}
