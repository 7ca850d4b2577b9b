using Mkr.Engine;


namespace Mkr.Model.Models;

/// <summary>A recommender that can be saved: its state is what a run folder keeps of it.</summary>
public interface ITrainedModel : IRecommender, IStateful;
