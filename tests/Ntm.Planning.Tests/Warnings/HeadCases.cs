using static Ntm.Planning.Tests.Warnings.CleanPlan;

namespace Ntm.Planning.Tests.Warnings;

/// <summary>Cases about the head, what it cites, the plan above and the recipients.</summary>
internal static class HeadCases
{
    private static readonly FieldMark Stripped = new() { Field = "number", Status = FieldStatus.Stripped };

    public static IEnumerable<RuleCase> All =>
        [
            new(
                "stripped-field",
                "",
                plan => With(plan, head => head with { Number = null, SignerOffice = null, Marks = [Stripped] }),
                plan => With(plan, head => head with { Marks = [Stripped] })
            ),
            new("signature-missing", "", plan => With(plan, head => head with { SignerOffice = null }), plan => plan),
            new(
                "inferred-field",
                "",
                plan => With(plan, head => head with { Marks = [new() { Field = "style", Status = FieldStatus.Inferred }] }),
                plan => With(plan, head => head with { Marks = [new() { Field = "from", Status = FieldStatus.Derived }] })
            ),
            new(
                "number-spacing",
                "",
                plan => With(plan, head => head with { Number = "14 -KH/BCĐ", Style = DocumentStyle.Party }),
                plan => With(plan, head => head with { Number = "14-KH/BCĐ", Style = DocumentStyle.Party })
            ),
            new(
                "number-form",
                "",
                plan => With(plan, head => head with { Number = "14-KH/BCĐ" }),
                plan => With(plan, head => head with { Number = "14/2023/KH-UBND" })
            ),
            new("number-form", "", plan => With(plan, head => head with { Number = "01/KH- BCĐ" }), plan => plan),
            new(
                "number-form",
                "D02",
                plan =>
                    Cites(plan, Document("D02", DocumentRole.Criteria, "QĐ", "36/2022QĐ-UBND", "36/2022/QĐ-UBND") with { IssuedOn = Day }),
                plan =>
                    Cites(
                        plan,
                        Document("D02", DocumentRole.Criteria, "QĐ", "QĐ 36/2022/QĐ-UBND", "36/2022/QĐ-UBND") with
                        {
                            IssuedOn = Day,
                        }
                    )
            ),
            new(
                "number-blank",
                "D02",
                plan => Cites(plan, Document("D02", DocumentRole.Basis, "NQ", "Nghị quyết số")),
                plan => Cites(plan, Document("D02", DocumentRole.Basis, "Chương trình MTQG"))
            ),
            new(
                "citation-incomplete",
                "D02;D03",
                plan =>
                    Cites(
                        plan,
                        Document("D02", DocumentRole.Basis, "QĐ", "QĐ 33"),
                        Document("D03", DocumentRole.Basis, "QĐ", "5/QĐ-UB", "5/QĐ-UB")
                    ),
                plan => Cites(plan, Document("D02", DocumentRole.Basis, "QĐ", "5/QĐ-UB", "5/QĐ-UB") with { IssuedOn = Day })
            ),
            new(
                "assignment-old",
                "D02;K02",
                plan =>
                    Cites(
                        Noted(plan, "theo 09/TB-UBND"),
                        Document("D02", DocumentRole.Assignment, "TB", "09/TB-UBND", "09/TB-UBND") with
                        {
                            IssuedOn = Day,
                        }
                    ),
                plan =>
                    Cites(plan, Document("D02", DocumentRole.Assignment, "TB", "9/TB-UB", "9/TB-UB") with { IssuedOn = new(2023, 1, 2) })
            ),
            new(
                "attachment-missing",
                "D02;K02",
                plan => Cites(Noted(plan, "theo Khung kế hoạch"), Document("D02", DocumentRole.AttachmentNamed, "Khung kế hoạch")),
                plan => Attached(Cites(plan, Document("D02", DocumentRole.AttachmentNamed, "Khung kế hoạch")), "D02", present: true)
            ),
            new("attachment-missing", "", plan => Attached(plan, null, present: false), plan => Attached(plan, null, present: true)),
            new(
                "attached-or-to-do",
                "K02;D02",
                plan =>
                    Says(
                        Cites(plan, Document("D02", DocumentRole.AttachmentNamed, "Khung kế hoạch chi tiết")),
                        "Lập Khung chi tiết, giao việc"
                    ),
                plan => Says(Cites(plan, Document("D02", DocumentRole.AttachmentNamed, "Khung kế hoạch chi tiết")), "Thành lập Tổ chi tiết")
            ),
            new(
                "parent-missing",
                "D01",
                plan =>
                    With(plan, head => head with { ParentNumber = null, ParentId = null }) with
                    {
                        Documents = [Document("D01", DocumentRole.Basis, "Chương trình MTQG")],
                    },
                plan => With(plan, head => head with { ParentNumber = "02/2022/NQ-HĐND", ParentId = null })
            ),
            new(
                "parent-not-loaded",
                "D01",
                plan => With(plan, head => head with { ParentId = null }),
                plan => With(plan, head => head with { ParentNumber = "02/2022/NQ-HĐND", ParentId = null })
            )
            {
                Around = plan => plan with { Parent = null },
            },
            new("parent-not-chosen", "D01", plan => With(plan, head => head with { ParentId = null }), plan => plan),
            new(
                "period-before-parent",
                "G0;D01",
                plan => With(plan, head => head with { ParentIssuedOn = new DateOnly(2023, 1, 2) }),
                plan => With(plan, head => head with { ParentIssuedOn = new DateOnly(2023, 1, 1) })
            ),
            new("period-before-parent", "G0;D01", plan => With(plan, head => head with { ParentIssuedOn = null }), plan => plan)
            {
                Around = plan =>
                    plan with
                    {
                        Parent = With(
                            Parent,
                            head => head with { IssuedOn = new DateOnly(2023, plan.Header.ParentIssuedOn is null ? 2 : 1, 1) }
                        ),
                    },
            },
            new(
                "period-outside-parent",
                "G0",
                plan => plan,
                plan => plan with { Periods = [Period("G0", PeriodKind.Main, new(2023, 2, 1), new(2023, 12, 31))] }
            )
            {
                Around = plan =>
                    plan with
                    {
                        Parent = Parent with { Periods = [Period("G0", PeriodKind.Main, new(2023, 2, 1), new(2023, 12, 31))] },
                    },
            },
            new(
                "parent-share-not-taken",
                "",
                plan => plan with { Targets = [.. plan.Targets.Select(target => target with { Criterion = "XA-17" })] },
                plan => plan
            ),
            new(
                "share-below-parent",
                "T01",
                plan => plan,
                plan => plan with { Targets = [.. plan.Targets.Select(target => target.Key == "T01" ? target with { Value = 3 } : target)] }
            )
            {
                Around = plan => plan with { Parent = Parent with { Split = [Share("T01", "XA", 3)] } },
            },
            new(
                "recipient-missing",
                "K05",
                plan => With(plan, head => head with { Recipients = [new() { Text = "Các thôn", Bodies = ["BPT"] }] }),
                plan =>
                    With(
                        plan,
                        head =>
                            head with
                            {
                                Recipients = [new() { Text = "Đoàn thể", Bodies = ["MTTQ"] }, new() { Text = "Thôn", Bodies = ["BPT"] }],
                            }
                    )
            ),
            new(
                "heading-vs-recipients",
                "K01;K02;K03;K04",
                plan => Receiving(plan, Body("TT", BodyKind.Board, PlanLevel.Village, "reporter")),
                plan => Receiving(plan, Body("TT", BodyKind.Board, PlanLevel.Commune, "reporter"))
            ),
        ];

    private static DateOnly Day => new(2022, 12, 9);

    private static PlanContent With(PlanContent plan, Func<PlanHeader, PlanHeader> change) => plan with { Header = change(plan.Header) };

    private static PlanContent Cites(PlanContent plan, params PlanDocument[] documents) =>
        plan with
        {
            Documents = [.. plan.Documents, .. documents],
        };

    private static PlanContent Noted(PlanContent plan, string note) => Second(plan, task => task with { Note = note });

    private static PlanContent Says(PlanContent plan, string text) => Second(plan, task => task with { Text = text });

    private static PlanContent Second(PlanContent plan, Func<PlanTask, PlanTask> change) =>
        plan with
        {
            Tasks = [.. plan.Tasks.Select(task => task.Key == "K02" ? change(task) : task)],
        };

    private static PlanContent Attached(PlanContent plan, string? document, bool present) =>
        With(
            plan,
            head =>
                head with
                {
                    Attachments =
                    [
                        new()
                        {
                            Name = "Khung",
                            Document = document,
                            Present = present,
                        },
                    ],
                }
        );

    private static PlanContent Receiving(PlanContent plan, PlanBody body) =>
        With(plan, head => head with { Recipients = [new() { Text = "Các thôn", Bodies = ["BPT", "MTTQ", body.Key] }] }) with
        {
            Bodies = [.. plan.Bodies, body],
        };
}
