using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier;
using Ntm.RabbitMq;

return await ServiceProcess.RunAsync(args, typeof(IDossierEvent).Assembly, new DossierModule());
