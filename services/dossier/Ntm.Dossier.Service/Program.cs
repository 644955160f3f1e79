using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier;
using Ntm.ServiceHost;

return await ServiceProcess.RunAsync(args, typeof(IDossierEvent).Assembly, new DossierModule());
