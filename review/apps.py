from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "review"
    verbose_name = "Review"

    def ready(self) -> None:
        from generation.promotion import promoting
        from generation.replay import find_made
        from generation.sets.estimate import finishing_pace
        from generation.signals import pictures_done
        from review import carried, live, reminders
        from review.actions import print_sheet
        from review.gates import again, stages
        from review.made import made
        from review.pace import seconds_a_file
        from review.picks import only_picks
        from review.tasks import on_pictures, sweep, sweep_guests, sweep_ranking
        from studio.lib.signals import sweeping

        sweeping.connect(sweep, dispatch_uid="review.sweep")
        sweeping.connect(sweep_ranking, dispatch_uid="review.ranking")
        sweeping.connect(sweep_guests, dispatch_uid="review.guests")
        sweeping.connect(reminders.sweep, dispatch_uid="review.reminders")
        sweeping.connect(stages.sweep, dispatch_uid="review.stages")
        sweeping.connect(again.sweep, dispatch_uid="review.again")
        sweeping.connect(live.sweep, dispatch_uid="review.live")
        pictures_done.connect(on_pictures, dispatch_uid="review.measure")
        sweeping.connect(carried.sweep, dispatch_uid="review.carried")
        sweeping.connect(print_sheet.sweep, dispatch_uid="review.sheets")
        pictures_done.connect(carried.on_done, dispatch_uid="review.carried")
        find_made.connect(made, dispatch_uid="review.made")
        promoting.connect(only_picks, dispatch_uid="review.picks")
        finishing_pace.connect(seconds_a_file, dispatch_uid="review.pace")
