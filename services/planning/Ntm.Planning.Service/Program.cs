using Ntm.Contracts.Dossier.V1;
using Ntm.Planning;
using Ntm.ServiceHost;

return await ServiceProcess.RunAsync(args, typeof(IDossierEvent).Assembly, new PlanningModule());
