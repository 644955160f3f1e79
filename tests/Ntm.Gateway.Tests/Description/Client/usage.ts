// What an integrator would write; it only has to pass the type check.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

const client = createClient<paths>({ baseUrl: "https://ntm.example" });

export async function open(token: string): Promise<string> {
  const { data, error } = await client.POST("/dossiers", {
    params: { header: { "Idempotency-Key": "mot-lan" } },
    headers: { Authorization: `Bearer ${token}` },
    body: { unitCode: "18175", title: "xa-ntm", year: 2026 },
  });
  if (error) {
    throw new Error(`${error.code}: ${error.detail ?? error.title}`);
  }

  const status: string = data.status;
  const due: string | null | undefined = data.open[0]?.dueAt;
  return `${data.id} ${status} ${due ?? ""}`;
}

export async function read(after: number): Promise<components["schemas"]["FeedItem"][]> {
  const { data } = await client.GET("/notifications/events", { params: { query: { after, limit: 100 } } });
  return data?.items ?? [];
}

export async function history(planId: string): Promise<string[]> {
  const { data } = await client.GET("/notifications/events", { params: { query: { planId } } });
  return (data?.items ?? []).map((item) => `${item.position} ${JSON.stringify(item.event)}`);
}

// @ts-expect-error A title is required.
export const incomplete: components["schemas"]["OpenDossierRequest"] = { unitCode: "18175", year: 2026 };

// @ts-expect-error A year is a number.
export const mistyped: components["schemas"]["OpenDossierRequest"] = { unitCode: "18175", title: "xa-ntm", year: "2026" };
